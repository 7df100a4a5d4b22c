import type { Evidence } from '../model/evidence.ts';
import type { TwilioReply } from '../model/ports.ts';
import type { Redacted } from '../model/redacted.ts';
import { accountResource } from './account-resource.ts';
import { type AnswerMeaning, answerMeaning } from './answer-meaning.ts';

/**
 * The Auth Token that Twilio must be asked with for webhooks: declared, well-formed, and not the
 * credential itself, which is asked with anyway.
 */
export function webhookToken(
  evidence: Pick<Evidence, 'authToken' | 'expectation' | 'parse'>,
): Redacted<string> | undefined {
  const { authToken, expectation } = evidence;
  if (expectation.webhookAuthToken !== true || isTheCredential(evidence)) return undefined;
  return authToken?.outcome === 'parsed' ? authToken.value : undefined;
}

/** True where the secret's Auth Token is the environment's credential, not a second value beside it. */
export function isTheCredential({ parse }: Pick<Evidence, 'parse'>): boolean {
  if (parse?.outcome === 'malformed') return parse.kind === 'auth-token';
  return parse?.outcome === 'parsed' && parse.credential.kind === 'auth-token';
}

/** What Twilio says of the webhook Auth Token, and by which reply. */
export interface WebhookAnswer {
  readonly meaning: AnswerMeaning;
  readonly by: TwilioReply;
}

/** Undefined where it was not asked. A 200 counts only with the declared account's resource. */
export function webhookAnswer({
  probes,
  expectation,
}: Pick<Evidence, 'probes' | 'expectation'>): WebhookAnswer | undefined {
  const by = probes['webhook-account'];
  if (by === undefined) return undefined;
  const meaning = answerMeaning(by);
  const proven = accountResource(by)?.sid === expectation.account.sid;
  return { meaning: meaning === 'resource' && !proven ? 'unexpected' : meaning, by };
}
