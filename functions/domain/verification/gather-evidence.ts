import { allEnded } from '../concurrency/all-settled-or-throw.ts';
import { withTimeLimit } from '../concurrency/time-limit.ts';
import { webhookToken } from '../facts/secret-facts.ts';
import type { Credential } from '../model/credential.ts';
import type { DeclaredAccount, Evidence, OtherEnvironment, Probes } from '../model/evidence.ts';
import type { EnvironmentExpectation, SecretReference } from '../model/expectation.ts';
import type { ParsedSecret } from '../model/parsed-secret.ts';
import type { TwilioQuestion, TwilioReply } from '../model/ports.ts';
import type { RotationWait } from '../model/rotation-wait.ts';
import { type Auditor, auditorFrom } from '../questions/auditor.ts';
import { askFirstQuestions } from '../questions/first/first-questions.ts';
import { compareEnvironment } from './compare-environments.ts';
import { readingOf, type SecretLibrary } from './secret-library.ts';
import { BOUNDS, type VerificationPorts, type VerificationRequest } from './verification.ts';

/** What one run shares between its environments. */
export interface Run {
  readonly request: VerificationRequest;
  readonly ports: VerificationPorts;
  readonly library: SecretLibrary;
}

/** One attempt at an environment: the reading of its secret, and what was waited for before it. */
export interface Attempt {
  readonly held: Promise<ParsedSecret>;
  readonly waited?: RotationWait | undefined;
}

/** Reads, compares and asks for one environment; the comparison never waits for Twilio, nor Twilio for it. */
export async function gatherEvidence(
  expectation: EnvironmentExpectation,
  run: Run,
  attempt: Attempt,
): Promise<Evidence> {
  const held = await attempt.held;
  const { parse } = held;
  const credential = parse?.outcome === 'parsed' ? parse.credential : undefined;
  const auditor = auditorOf(run);
  // Awaited last, and perhaps by no probe: until then its defect is no unhandled rejection.
  auditor.catch(() => undefined);
  const [otherEnvironments, probes] =
    credential === undefined
      ? [[], {}]
      : await compareAndProbe({ expectation, credential, held, auditor, run });
  const region = secretRegion(expectation.secret, run.request.defaultRegion);
  return {
    expectation,
    ...(region === undefined ? {} : { secretRegion: region }),
    declared: declaredAccounts(run),
    ...held,
    otherEnvironments,
    auditor: (await auditor).evidence,
    probes,
    followUps: [],
    asOf: run.ports.clock.now().toISOString(),
    waited: attempt.waited,
  };
}

function declaredAccounts({ request }: Run): readonly DeclaredAccount[] {
  return request.expectations.environments.map(({ name, account, ...credential }) => ({
    name,
    accountSid: account.sid,
    credential,
  }));
}

async function compareAndProbe(
  options: ProbeOptions,
): Promise<readonly [readonly OtherEnvironment[], Probes]> {
  const comparing = compareEnvironments(options);
  const probing = probe(options);
  await allEnded<unknown>([comparing, probing]);
  return [await comparing, await probing];
}

async function auditorOf({ library }: Run): Promise<Auditor> {
  return auditorFrom(await library.auditor);
}

async function compareEnvironments({
  expectation,
  credential,
  held: { authToken },
  run,
}: ProbeOptions): Promise<readonly OtherEnvironment[]> {
  const others = run.request.expectations.environments.filter(
    (one) => one.name !== expectation.name,
  );
  const own = { expectation, credential, authToken };
  return await Promise.all(
    others.map(async (other) => {
      const held = await readingOf(other, run.library.current);
      return compareEnvironment(own, { expectation: other, held }, run.ports.fingerprints);
    }),
  );
}

interface ProbeOptions {
  readonly expectation: EnvironmentExpectation;
  readonly credential: Credential;
  readonly held: ParsedSecret;
  readonly auditor: Promise<Auditor>;
  readonly run: Run;
}

async function probe({ run, held, ...plan }: ProbeOptions): Promise<Probes> {
  const { clock, twilio } = run.ports;
  const hasAuditor = run.library.auditor !== undefined;
  const asked = {
    ...plan,
    declared: declaredAccounts(run),
    hasAuditor,
    webhookToken: webhookToken({ ...held, expectation: plan.expectation }),
  };
  const timeLimit = { clock, limitMs: BOUNDS.twilioMs, parent: run.request.signal };
  const deadlineMs = clock.monotonicMs() + BOUNDS.twilioMs;
  return await withTimeLimit(timeLimit, (signal) => {
    const send = (question: TwilioQuestion): Promise<TwilioReply> =>
      twilio.ask(question, { signal, deadlineMs });
    return askFirstQuestions({ ...asked, send });
  });
}

/** Where a secret lives: declared, or inside its ARN (`arn:aws:secretsmanager:REGION:…`), or the default. */
export function secretRegion(
  { id, region }: SecretReference,
  defaultRegion: string | undefined,
): string | undefined {
  const inArn = id.startsWith('arn:') ? id.split(':')[3] : undefined;
  return region ?? inArn ?? defaultRegion;
}
