import type { TwilioReply } from '../model/ports.ts';

/**
 * What a reply means for a credential. Only `rejected`, `test-credentials` and `inactive` are
 * definite: Twilio wrote them itself. Everything from `no-permission` on says nothing against the
 * credential.
 */
export type AnswerMeaning =
  | 'resource'
  | 'rejected'
  | 'test-credentials'
  | 'inactive'
  | 'no-permission'
  | 'not-found'
  | 'rate-limited'
  | 'unavailable'
  | 'unexpected'
  | 'no-answer';

/** Twilio's word against the credential itself; any other no is about one resource only. */
export type Refusal = 'rejected' | 'test-credentials' | 'inactive';

const REFUSALS: readonly AnswerMeaning[] = ['rejected', 'test-credentials', 'inactive'];

export function isRefusal(meaning: AnswerMeaning): meaning is Refusal {
  return REFUSALS.includes(meaning);
}

/** Twilio's error dictionary, https://www.twilio.com/docs/api/errors; status varies, so the code decides. */
const MEANING_OF_CODE: ReadonlyMap<number, AnswerMeaning> = new Map([
  [20003, 'rejected'],
  [20008, 'test-credentials'],
  [20005, 'inactive'],
  [20403, 'inactive'],
  [10001, 'inactive'],
  [90010, 'inactive'],
  [70051, 'no-permission'],
  [20404, 'not-found'],
  [20429, 'rate-limited'],
]);

/** Credentials are refused with these statuses and no other; a 500 with code 20003 proves nothing. */
const REFUSING_STATUSES: readonly number[] = [401, 403];

const DENIALS: readonly AnswerMeaning[] = ['rejected', 'inactive', 'no-permission', 'not-found'];

/** Twilio's word that this credential does not get this resource: no outage, and no test pair. */
export function isDenial(reply: TwilioReply | undefined): boolean {
  return reply !== undefined && DENIALS.includes(answerMeaning(reply));
}

/** Reads the meaning from Twilio's code, then from the HTTP status. */
export function answerMeaning(reply: TwilioReply): AnswerMeaning {
  switch (reply.kind) {
    case 'resource':
      return 'resource';
    case 'no-answer':
      return 'no-answer';
    case 'unexpected':
      return meaningOfStatus(reply.status);
    case 'refusal':
      return meaningOfRefusal(reply.status, reply.code);
  }
}

function meaningOfRefusal(status: number, code: number): AnswerMeaning {
  const meaning = MEANING_OF_CODE.get(code);
  if (meaning === undefined) return meaningOfStatus(status);
  if (isRefusal(meaning) && !REFUSING_STATUSES.includes(status)) {
    return meaningOfStatus(status);
  }
  return meaning;
}

/** 429 and 5xx keep their meaning whoever wrote the body; nothing else is believed without Twilio's code. */
function meaningOfStatus(status: number): AnswerMeaning {
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'unexpected';
}
