import * as z from 'zod';

const text = z.string().min(1);

/**
 * The schema of custom notifications as AWS documents it, with the bounds of its content, and closed: a
 * key that is not documented is a mistake of ours.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export const chatSchema: z.ZodType<ChatNotification> = z.strictObject({
  version: z.literal('1.0'),
  source: z.literal('custom'),
  id: text,
  content: z.strictObject({
    textType: z.literal('client-markdown'),
    title: text.max(250),
    description: text.max(8000),
    nextSteps: z.array(text).min(1).exactOptional(),
    keywords: z.array(text),
  }),
  metadata: z.strictObject({
    threadId: text,
    summary: text,
    eventType: text,
    relatedResources: z.array(text),
    additionalContext: z.record(z.string(), text),
  }),
});

export interface ChatNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: string[];
    readonly keywords: string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: string[];
    readonly additionalContext: Record<string, string>;
  };
}
