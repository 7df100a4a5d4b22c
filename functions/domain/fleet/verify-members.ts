import { type Items, mapUnordered } from '../concurrency/map-unordered.ts';
import { describeDefect } from '../model/describe-defect.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AuditorExpectation, EnvironmentExpectation } from '../model/expectation.ts';
import type { FleetTemplate } from '../model/fleet.ts';
import type { FleetMember, MemberFingerprints } from '../model/fleet-member.ts';
import type { KeyedFingerprints } from '../model/fleet-ports.ts';
import type { SecretReader, SecretReading } from '../model/ports.ts';
import type { MemberResult } from '../model/schemas/fleet-schema.ts';
import { heldValues } from '../verification/compare-environments.ts';
import { createReading } from '../verification/secret-library.ts';
import type { VerificationPorts } from '../verification/verification.ts';
import { investigateEnvironments } from '../verification/verify-environments.ts';
import { expectationOf } from './expectation-of.ts';
import { resultOf, resultOfLists, unknownResult, withIsolation } from './member-result.ts';
import type { RequestBudget } from './rate/request-budget.ts';

/** What one member came to. Fingerprints stay with the run: they are in no report. */
export interface JudgedMember {
  /** As it was listed. */
  readonly listed: FleetMember;
  readonly result: MemberResult;
  readonly fingerprints: MemberFingerprints;
}

export interface FleetVerification {
  readonly template: FleetTemplate;
  /** Read once for all members. */
  readonly auditor?: AuditorExpectation | undefined;
  readonly ports: VerificationPorts;
  /** Of the values that a member's secret holds, to compare all members by. */
  readonly keyed: KeyedFingerprints;
  /** The Region of secrets that declare none; only for the commands that are shown. */
  readonly defaultRegion?: string | undefined;
  /** Members in the air at once, 1 or more; default 20. */
  readonly concurrency?: number | undefined;
  /** Lets a member in when there is room for its questions: its own time does not pass in a queue. */
  readonly budget?: Pick<RequestBudget, 'admit'> | undefined;
  /** Ends the run early: members that are not judged by then are inconclusive. */
  readonly signal: AbortSignal;
}

const CONCURRENCY = 20;

export const OUT_OF_TIME = 'the time of the run was up before it was verified';

/**
 * Judges members as environments are judged, and yields each as soon as it is known: in any order, one for each
 * that is listed. Memory does not grow with their number, and a slow consumer slows the run. A consumer that
 * stops early ends the requests in the air.
 *
 * A defect while one member is judged makes that one inconclusive; only an error of the list itself is thrown.
 */
export function verifyMembers(
  members: Items<FleetMember>,
  { concurrency: atOnce = CONCURRENCY, ...given }: FleetVerification,
): AsyncGenerator<JudgedMember, void, undefined> {
  const { ports, auditor, signal } = given;
  const secrets =
    auditor === undefined ? ports.secrets : readingOnce(ports.secrets, auditor, signal);
  const run = { ...given, ports: { ...ports, secrets } };
  return mapUnordered(members, { atOnce, signal }, (member, bounded) =>
    judge(member, { ...run, signal: bounded }),
  );
}

/** Reads one secret once for all who ask for it; a reading that failed is tried again by the next. */
function readingOnce(
  secrets: SecretReader,
  { secret: kept }: AuditorExpectation,
  signal: AbortSignal,
): SecretReader {
  let reading: Promise<SecretReading> | undefined;
  const readKept: SecretReader['read'] = async (secret, versionStage) => {
    reading ??= secrets.read(secret, versionStage, { signal });
    const current = reading;
    const { outcome } = await current;
    if (outcome === 'failed' && reading === current) reading = undefined;
    return await current;
  };
  return {
    read: (secret, ...call) => (secret === kept ? readKept : secrets.read)(secret, ...call),
    describe: (...call) => secrets.describe(...call),
  };
}

async function judge(listed: FleetMember, run: FleetVerification): Promise<JudgedMember> {
  const { member } = listed;
  const unheld = { member, fingerprints: [] };
  const byLists = resultOfLists(listed);
  if (byLists !== undefined) return { listed, result: byLists, fingerprints: unheld };
  const expectation = expectationOf(run.template, listed);
  if (run.signal.aborted || expectation === undefined) {
    return { listed, result: unknownResult(listed, OUT_OF_TIME), fingerprints: unheld };
  }
  const leave = await run.budget?.admit(run.signal);
  try {
    return { listed, ...(await verify(expectation, run)) };
  } catch (error) {
    const why = `a defect in this program (${describeDefect(error).text}) while it was verified`;
    return { listed, result: unknownResult(listed, why), fingerprints: unheld };
  } finally {
    leave?.();
  }
}

async function verify(
  expectation: EnvironmentExpectation,
  run: FleetVerification,
): Promise<Omit<JudgedMember, 'listed'>> {
  const { auditor, ports, defaultRegion, signal } = run;
  const environments = [expectation];
  const { report, evidence } = await investigateEnvironments(
    {
      expectations: { environments, auditor },
      environments,
      trigger: 'fleet',
      defaultRegion,
      signal,
    },
    ports,
  );
  const { name: member } = expectation;
  // One environment has one report and one evidence.
  const [result = unknownResult({ member }, OUT_OF_TIME)] = report.environments.map(resultOf);
  try {
    const fingerprints = (
      await Promise.all(evidence.map((one) => fingerprintsOf(one, run)))
    ).flat();
    return { result, fingerprints: { member, fingerprints } };
  } catch (error) {
    const message = `not compared with the other members: ${describeDefect(error).text}`;
    const fingerprints = { member, fingerprints: [] };
    return {
      result: withIsolation(result, { status: 'inconclusive', message, cause: 'aws.unavailable' }),
      fingerprints,
    };
  }
}

/**
 * The fingerprints of a member alone, for a result that is known already; undefined where its secret cannot be
 * read, or holds no credential: then what was known of it may be so no more.
 */
export async function readFingerprints(
  listed: FleetMember,
  run: Pick<FleetVerification, 'template' | 'ports' | 'keyed' | 'signal'>,
): Promise<MemberFingerprints | undefined> {
  const expectation = expectationOf(run.template, listed);
  if (expectation === undefined) return undefined;
  const { secret, credential } = expectation;
  const held = await createReading(run.ports, run.signal)(secret, {
    versionStage: 'AWSCURRENT',
    declaredKind: credential.kind,
  });
  if (held.parse?.outcome !== 'parsed') return undefined;
  return { member: listed.member, fingerprints: await fingerprintsOf(held, run) };
}

/** One for each value, equal ones once; rejects where one of them cannot be had. */
async function fingerprintsOf(
  { parse, authToken }: Pick<Evidence, 'parse' | 'authToken'>,
  { keyed, signal }: Pick<FleetVerification, 'keyed' | 'signal'>,
): Promise<readonly string[]> {
  if (parse?.outcome !== 'parsed') return [];
  const { credential } = parse;
  const values = heldValues({ credential, authToken });
  const fingerprints = await Promise.all(values.map((value) => keyed.of(value, { signal })));
  return [...new Set(fingerprints)];
}
