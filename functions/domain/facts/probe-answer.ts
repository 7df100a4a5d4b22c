import { otherAccountIn, type ProbeAddress, probeAddress } from '../credential/probe-address.ts';
import type { ApiKeyCredential } from '../model/credential.ts';
import type { UrlFault } from '../model/credential-parse.ts';
import type { CredentialEvidence } from '../model/evidence.ts';
import type { TwilioQuestion, TwilioReply } from '../model/twilio-api.ts';
import { isSid, objectsOf } from './answer-bodies.ts';
import { type AnswerMeaning, answerMeaning } from './answers.ts';

/**
 * The URL that verifies an API key in place of the list of numbers: the declared probe, else the
 * `validationUrl` beside a key that is declared as Restricted, or that Twilio does not let list them.
 */
export function probeOf({
  expectation,
  parse,
  probes,
}: CredentialEvidence): ProbeAddress | undefined {
  if (parse?.outcome !== 'parsed' || parse.credential.kind !== 'api-key') return undefined;
  const { probe, credential } = expectation;
  const numbers = probes['phone-numbers'];
  const isRestricted =
    credential.keyType === 'restricted' ||
    (numbers !== undefined && answerMeaning(numbers) === 'no-permission');
  const isAskable = isRestricted && otherAccountOfUrl(parse.credential) === undefined;
  const url = probe ?? (isAskable ? parse.credential.validationUrl : undefined);
  return url === undefined ? undefined : probeAddress(url);
}

/** Why the `validationUrl` that would verify the key may not be asked; undefined where none is needed. */
export function urlFault({
  expectation,
  parse,
}: Pick<CredentialEvidence, 'expectation' | 'parse'>): UrlFault | undefined {
  const { probe, credential } = expectation;
  const isNeeded = credential.keyType === 'restricted' && probe === undefined;
  if (!isNeeded || parse?.outcome !== 'parsed' || parse.credential.kind !== 'api-key') {
    return undefined;
  }
  const other = otherAccountOfUrl(parse.credential);
  if (other === undefined) return parse.urlFault;
  return {
    jsonField: 'validationUrl',
    fault: 'other-url',
    severity: 'fail',
    message: `validationUrl must name no account but the key's own; this one names account ${other}, for which Twilio refuses the key`,
  };
}

/** The URL belongs to the account of its secret, also where that is another environment's. */
function otherAccountOfUrl({
  accountSid,
  validationUrl = '',
}: ApiKeyCredential): string | undefined {
  return otherAccountIn(validationUrl, accountSid);
}

/** What of the question a probe is: of the body only what names an account is kept. */
export function probeLookup({
  product,
  path,
  query,
}: ProbeAddress): Pick<TwilioQuestion, 'product' | 'path' | 'query' | 'members'> {
  const last = path.replace(/^.*\//, '').replace(/\.json$/, '');
  const list = last.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_');
  return { product, path, query, members: ['account_sid', 'uri', list.toLowerCase()] };
}

/**
 * What the probe's answer shows. A URL that answers without a credential too proves nothing, so a body counts
 * only where Twilio refuses the same question without one.
 */
export type ProbeReading =
  /** The key works, and the body names its account. */
  | { readonly state: 'named'; readonly accountSid: string; readonly by: TwilioReply }
  /** The key works; the body names no account, or several. */
  | { readonly state: 'unnamed'; readonly by: TwilioReply }
  /** `by` is the answer without a credential. */
  | { readonly state: 'open'; readonly by: TwilioReply; readonly meaning: AnswerMeaning }
  /** An answer that is no body. */
  | { readonly state: 'refused'; readonly by: TwilioReply; readonly meaning: AnswerMeaning };

/** Reads the answers to the probe; undefined where it was not asked, or not both ways. */
export function readProbe({ probes }: CredentialEvidence): ProbeReading | undefined {
  const { probe: by, 'probe-without-key': without } = probes;
  if (by === undefined || without === undefined) return undefined;
  if (by.kind !== 'resource') return { state: 'refused', by, meaning: answerMeaning(by) };
  const meaning = answerMeaning(without);
  if (meaning === 'resource') return { state: 'open', by: without, meaning: 'open-to-all' };
  if (meaning !== 'rejected') return { state: 'open', by: without, meaning };
  const accountSid = accountIn(by);
  return accountSid === undefined ? { state: 'unnamed', by } : { state: 'named', accountSid, by };
}

/** A resource below an account; keys and the account itself are shown to credentials of its parent too. */
const BELOW_ACCOUNT = /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/(?!Keys)[A-Z]/;

/** The one account that the body, its entries and its own address name. API keys are shown no other account's. */
export function accountIn(reply: TwilioReply): string | undefined {
  if (reply.kind !== 'resource') return undefined;
  const { account_sid: owner, uri } = reply.body;
  const entries = Object.values(reply.body).flatMap((value) => objectsOf(value) ?? []);
  const address = typeof uri === 'string' ? BELOW_ACCOUNT.exec(uri)?.[1] : undefined;
  const owners = entries.map(({ account_sid: one }) => one);
  const named = [...new Set([owner, address, ...owners].filter(isSid))];
  return named.length === 1 ? named[0] : undefined;
}
