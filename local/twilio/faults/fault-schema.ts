import { z } from 'zod';
import type { Fault } from './fault.ts';

const status = z.int().min(200).max(599);

const target = {
  match: z
    .strictObject({
      path: z.string().min(1).refine(isRegularExpression, 'not a regular expression').optional(),
      host: z.string().min(1).optional(),
      username: z.string().min(1).optional(),
    })
    .optional(),
  times: z.int().min(1).optional(),
};

/** A fault as JSON, for the control call. Unknown keys and kinds are errors that name their path. */
export const faultSchema: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status,
    code: z.int(),
    message: z.string().optional(),
    ...target,
  }),
  z.strictObject({ kind: z.enum(['html', 'malformed-json', 'empty']), status, ...target }),
  z.strictObject({
    kind: z.literal('redirect'),
    location: z.string().min(1),
    status: z.int().min(300).max(399).optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.literal('rate-limit'),
    retryAfterSeconds: z.number().min(0).optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.literal('json'),
    status,
    body: z.json(),
    contentType: z.string().optional(),
    ...target,
  }),
  z.strictObject({ kind: z.literal('delay'), delayMs: z.int().min(0).max(600_000), ...target }),
  z.strictObject({ kind: z.enum(['hang', 'reset']), ...target }),
  z.strictObject({
    kind: z.enum(['slow-body', 'truncated']),
    status: status.optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.literal('echo-credentials'),
    status: status.optional(),
    format: z.enum(['json', 'html']).optional(),
    ...target,
  }),
]);

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
