import { allEnded } from '../concurrency/all-settled-or-throw.ts';
import { withTimeLimit } from '../concurrency/time-limit.ts';
import { webhookToken } from '../facts/secret-facts.ts';
import type { Credential } from '../model/credential.ts';
import type { DeclaredAccount, Evidence, OtherEnvironment, Probes } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { ParsedSecret } from '../model/parsed-secret.ts';
import type { RotationWait } from '../model/rotation-wait.ts';
import type { TwilioQuestion, TwilioReply } from '../model/twilio-api.ts';
import { type Auditor, auditorFrom } from '../questions/auditor.ts';
import { askFirstQuestions } from '../questions/first/first-questions.ts';
import { declaredRegion } from '../text/secret-arn.ts';
import { compareEnvironment, type OtherSecret } from './compare-environments.ts';
import { readingOf, type SecretLibrary } from './secret-library.ts';
import { BOUNDS, type VerificationPorts, type VerificationRequest } from './verification.ts';

/** What one run shares between its environments. */
export interface Run {
  readonly request: VerificationRequest;
  readonly ports: VerificationPorts;
  readonly library: SecretLibrary;
  readonly declared: readonly DeclaredAccount[];
  /** The secret of every environment to compare with, once all are read. */
  readonly comparable: Promise<readonly OtherSecret[]>;
}

/** Adds to a run what each of its environments looks at: made once, not once for each. */
export function createRun(begun: Pick<Run, 'request' | 'ports' | 'library'>): Run {
  const { environments } = begun.request.expectations;
  const { current } = begun.library;
  const compared = environments.filter(({ name }) => current.has(name));
  const comparable = Promise.all(
    compared.map(async (expectation) => ({
      expectation,
      held: await readingOf(expectation, current),
    })),
  );
  // Perhaps awaited by no environment: then its defect is no unhandled rejection.
  comparable.catch(() => undefined);
  return { ...begun, comparable, declared: environments.map(declaredAccount) };
}

function declaredAccount({
  name,
  account,
  ...credential
}: EnvironmentExpectation): DeclaredAccount {
  return { name, accountSid: account.sid, parentSid: account.parentSid, credential };
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
  const region = declaredRegion(expectation.secret) ?? run.request.defaultRegion;
  return {
    expectation,
    ...(region === undefined ? {} : { secretRegion: region }),
    declared: run.declared,
    ...held,
    otherEnvironments,
    auditor: (await auditor).evidence,
    probes,
    followUps: [],
    asOf: run.ports.clock.now().toISOString(),
    waited: attempt.waited,
  };
}

async function compareAndProbe(
  options: ProbeOptions,
): Promise<readonly [readonly OtherEnvironment[], Probes]> {
  const probing = probe(options);
  const comparing = compareEnvironments(options);
  await allEnded<unknown>([comparing, probing]);
  return [await comparing, await probing];
}

/** The auditor, read once for all environments. */
export async function auditorOf({ library }: Run): Promise<Auditor> {
  return auditorFrom(await library.auditor);
}

async function compareEnvironments({
  expectation,
  credential,
  held: { authToken },
  run,
}: ProbeOptions): Promise<readonly OtherEnvironment[]> {
  const own = { expectation, credential, authToken };
  const others = (await run.comparable).filter((one) => one.expectation.name !== expectation.name);
  return others.map((other) => compareEnvironment(own, other, run.ports.fingerprints));
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
    declared: run.declared,
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
