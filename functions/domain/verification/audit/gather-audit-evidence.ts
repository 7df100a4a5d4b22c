import { allEnded } from '../../concurrency/all-settled-or-throw.ts';
import { withTimeLimit } from '../../concurrency/time-limit.ts';
import type { KeyListing } from '../../model/audit-evidence.ts';
import type { EnvironmentExpectation } from '../../model/expectation.ts';
import type { SecretMetadata } from '../../model/follow-up.ts';
import type { ParsedSecret } from '../../model/parsed-secret.ts';
import type { TwilioQuestion } from '../../model/twilio-api.ts';
import { auditorFrom } from '../../questions/auditor.ts';
import { findKeys } from '../../questions/keys/find-keys.ts';
import { type AskerSources, keyAskers } from '../../questions/keys/key-askers.ts';
import { readingOf, type SecretLibrary } from '../secret-library.ts';
import { BOUNDS, type VerificationPorts } from '../verification.ts';

/** The ports that an audit needs: both secrets and Twilio are only read. */
export type AuditPorts = Pick<VerificationPorts, 'secrets' | 'twilio' | 'clock'>;

/** What one environment shows by itself, before it is known which keys the others hold. */
export interface AuditAttempt {
  readonly expectation: EnvironmentExpectation;
  readonly held: ParsedSecret;
  readonly metadata: SecretMetadata | undefined;
  readonly listing: KeyListing;
}

/** What the attempts of one audit share. */
export interface AuditRun {
  readonly library: SecretLibrary;
  readonly ports: AuditPorts;
  readonly signal: AbortSignal;
}

/** Reads the secret, describes it and lists the keys of the account, each within its time limit. */
export async function gatherKeys(
  expectation: EnvironmentExpectation,
  run: AuditRun,
): Promise<AuditAttempt> {
  const describing = describe(expectation, run);
  const listing = list(expectation, run);
  await allEnded<unknown>([describing, listing]);
  return { expectation, ...(await listing), metadata: await describing };
}

function describe(
  { secret }: EnvironmentExpectation,
  { ports: { clock, secrets }, signal: parent }: AuditRun,
): Promise<SecretMetadata | undefined> {
  return withTimeLimit({ clock, limitMs: BOUNDS.secretsMs, parent }, (signal) =>
    secrets.describe(secret, { signal }),
  );
}

async function list(
  expectation: EnvironmentExpectation,
  run: AuditRun,
): Promise<Pick<AuditAttempt, 'held' | 'listing'>> {
  const held = await readingOf(expectation, run.library.current);
  if (expectation.credential.kind === 'test') {
    const reason = 'test credentials have no API keys: Twilio makes none for them';
    return { held, listing: { outcome: 'none', reason } };
  }
  const auditor = auditorFrom(await run.library.auditor);
  return { held, listing: await listFrom({ expectation, held, auditor }, run) };
}

async function listFrom(
  sources: AskerSources,
  { ports: { clock, twilio }, signal: parent }: AuditRun,
): Promise<KeyListing> {
  const limitMs = BOUNDS.twilioMs;
  const deadlineMs = clock.monotonicMs() + limitMs;
  return await withTimeLimit({ clock, limitMs, parent }, (signal) => {
    const ask = (question: TwilioQuestion) => twilio.ask(question, { signal, deadlineMs });
    return findKeys(sources.expectation.account.sid, keyAskers(sources), ask);
  });
}
