import type { Credential } from '../../../../functions/domain/model/credential.ts';
import type { Evidence, Probe } from '../../../../functions/domain/model/evidence.ts';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import {
  apiKey,
  authToken,
  expecting,
  keyEvidence,
  oauthClient,
  parsed,
} from '../evidence-builder.ts';
import { AUDITOR_REPLIES, REPLY_KINDS } from './reply-kinds.ts';

const DECLARED: readonly EnvironmentExpectation['credential'][] = [
  { kind: 'api-key' },
  { kind: 'api-key', keyType: 'main' },
  { kind: 'api-key', keyType: 'standard' },
  { kind: 'api-key', keyType: 'restricted' },
  { kind: 'auth-token' },
  { kind: 'test' },
  { kind: 'oauth-client' },
];

const HELD: readonly Credential[] = [
  apiKey(),
  apiKey(ACCOUNTS.staging),
  authToken(),
  authToken(ACCOUNTS.staging),
  oauthClient(),
];

const NONE: readonly undefined[] = [undefined];

/**
 * Every held credential, as every declared kind, with every combination of answers it can meet.
 * The auditor matters only where the kind is the declared one.
 */
export function* everyAnswer(): Generator<Evidence> {
  for (const held of HELD) {
    for (const declared of DECLARED) {
      const base = keyEvidence({ expectation: expecting(declared), parse: parsed(held) });
      const audited = declared.kind === held.kind ? AUDITOR_REPLIES : NONE;
      for (const probes of everyProbes(held.kind, audited)) yield* withAuditor({ ...base, probes });
    }
  }
}

function* everyProbes(
  kind: Credential['kind'],
  auditedReplies: readonly (TwilioReply | undefined)[],
): Generator<Evidence['probes']> {
  const numbersReplies = kind === 'api-key' ? REPLY_KINDS : NONE;
  const ownReplies = kind === 'oauth-client' ? NONE : REPLY_KINDS;
  for (const numbers of numbersReplies) {
    for (const own of ownReplies) {
      const asked = { ...probe('phone-numbers', numbers), ...probe('own-account', own) };
      for (const audited of auditedReplies)
        yield { ...asked, ...probe('audited-account', audited) };
    }
  }
}

function* withAuditor(evidence: Evidence): Generator<Evidence> {
  if (evidence.probes['audited-account'] !== undefined) {
    yield { ...evidence, auditor: { state: 'ready' } };
    return;
  }
  yield evidence;
  yield { ...evidence, auditor: { state: 'unusable', reason: 'it is an OAuth client' } };
}

function probe(
  kind: Exclude<Probe['kind'], 'reach'>,
  reply: TwilioReply | undefined,
): Evidence['probes'] {
  return reply === undefined ? {} : { [kind]: reply };
}
