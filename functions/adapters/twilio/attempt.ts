import type { NoAnswerReason, TwilioQuestion } from '../../domain/model/twilio-api.ts';

/**
 * One HTTP answer, reduced to what is judged: the raw headers go no further than this.
 *
 * `body` is the UTF-8 text, or absent when it was longer than `maxBytes`.
 * `requestId` is `RQ` + 32 lower-case hex; anything else in that header is dropped.
 */
export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  readonly contentType: string | undefined;
  readonly retryAfter: string | undefined;
  readonly requestId: string | undefined;
  /** `Twilio-Concurrent-Requests`, where it is a number. */
  readonly concurrentRequests?: number | undefined;
  readonly body?: string | undefined;
  readonly byteCount: number;
  readonly maxBytes: number;
}

/** No complete HTTP answer. `detail` is our own sentence with at most an error code in it. */
export interface Unanswered {
  readonly kind: 'unanswered';
  readonly reason: NoAnswerReason;
  readonly detail: string;
}

/** How one HTTP request ended; a whole question takes up to three. */
export type Attempt = Answered | Unanswered;

/** The head of an HTTP answer by its status and the values of its headers. */
export function answerHead(
  status: number,
  header: (name: string) => unknown,
): Pick<
  Answered,
  'kind' | 'status' | 'contentType' | 'retryAfter' | 'requestId' | 'concurrentRequests'
> {
  const text = (name: string): string | undefined => {
    const value = header(name);
    return typeof value === 'string' ? value : undefined;
  };
  const requestId = text('twilio-request-id');
  const concurrent = text('twilio-concurrent-requests') ?? '';
  const isId = requestId !== undefined && /^RQ[0-9a-f]{32}$/.test(requestId);
  return {
    kind: 'answered',
    status,
    contentType: text('content-type'),
    retryAfter: text('retry-after'),
    requestId: isId ? requestId : undefined,
    concurrentRequests: /^\d{1,6}$/.test(concurrent) ? Number(concurrent) : undefined,
  };
}

/** How far an answer to this question is read. */
export function mostBytes({ members }: TwilioQuestion): number {
  return members === undefined ? MAX_BODY_BYTES : MAX_PAGE_BYTES;
}

/** An account or a list page of one is below 10 KB. */
export const MAX_BODY_BYTES: number = 256 * 1024;

/** A page of 1,000 numbers is some 1.5 MB; a question for such a page names the members that are kept. */
export const MAX_PAGE_BYTES: number = 4 * 1024 * 1024;
