import { ALL_CAUSES } from '../../../../functions/domain/causes/all-causes.ts';
import type {
  CheckReport,
  Diagnosis,
  EnvironmentReport,
  Report,
} from '../../../../functions/domain/model/report.ts';
import { check, failing, report } from './reports.ts';

/** The first by name, since a choice needs one. */
const CAUSE_IDS = ['secret.not-found', ...ALL_CAUSES.map(({ id }) => id)] as const;

const ODD_TEXTS = [
  '',
  ' ',
  'a: b',
  'production: ',
  '🔑🧨👩‍👩‍👧',
  '\u001b[31mred\u001b]0;title\u0007',
  'line\nbreak\r\n\u2028\u0085',
  '\u0000\u0008\u007f\u009b\ufffe\uffff',
  '\u202Eevil\u2066',
  '\ud800 lone \udc00',
  '[{~^|\\`}] €',
  'ﷺ'.repeat(50),
  'word '.repeat(2000),
  '🔑'.repeat(6000),
  'x'.repeat(7000),
  `SK${'0a'.repeat(16)}`,
] as const;

/** Reproducible choices (mulberry32): the same seed gives the same report on every machine. */
function choices(seed: number): <T>(values: readonly [T, ...T[]]) => T {
  let state = seed;
  return (values) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const fraction = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return values[Math.floor(fraction * values.length)] ?? values[0];
  };
}

type Choose = ReturnType<typeof choices>;

/** A report whose every text is odd, long, empty or hostile; its shape is always that of the type. */
export function oddReport(seed: number): Report {
  const choose = choices(seed);
  const amount = choose([0, 1, 1, 2, 6]);
  const environments = Array.from({ length: amount }, () => oddEnvironment(choose));
  return report(environments, {
    runId: choose(ODD_TEXTS),
    startedAt: choose(ODD_TEXTS),
    durationMs: choose([0, 12.5, 90_000, Number.NaN]),
  });
}

function oddEnvironment(choose: Choose): EnvironmentReport {
  const { diagnosis: _none, ...base } = failing();
  const some = <T>(make: () => T): readonly T[] =>
    Array.from({ length: choose([0, 1, 3, 12]) }, make);
  const environment: EnvironmentReport = {
    ...base,
    name: choose(ODD_TEXTS),
    mode: choose(['enforce', 'shadow']),
    verdict: choose(['pass', 'warn', 'inconclusive', 'fail']),
    blocked: choose([true, false]),
    credential: {
      kind: choose(['api-key', 'auth-token', 'oauth-client', 'test']),
      secretId: choose(ODD_TEXTS),
      versionStage: 'AWSCURRENT',
      ...choose([{}, { accountSid: choose(ODD_TEXTS), versionId: choose(ODD_TEXTS) }]),
    },
    checks: some(() => oddCheck(choose)),
    twilioRequestIds: some(() => choose(ODD_TEXTS)),
  };
  return choose([true, false])
    ? environment
    : { ...environment, diagnosis: oddDiagnosis(choose, some) };
}

function oddCheck(choose: Choose): CheckReport {
  return check({
    id: choose(['secret.readable', 'credential.accepted']),
    status: choose(['pass', 'warn', 'fail', 'inconclusive', 'skipped']),
    title: choose(ODD_TEXTS),
    message: choose(ODD_TEXTS),
    ...choose([{}, { expected: choose(ODD_TEXTS), found: choose(ODD_TEXTS) }]),
  });
}

function oddDiagnosis(choose: Choose, some: <T>(make: () => T) => readonly T[]): Diagnosis {
  return {
    cause: choose(CAUSE_IDS),
    confidence: choose(['proven', 'likely', 'possible']),
    summary: choose(ODD_TEXTS),
    evidence: some(() => choose(ODD_TEXTS)),
    remediation: some(() => ({
      text: choose(ODD_TEXTS),
      ...choose([{}, { command: choose(ODD_TEXTS) }]),
    })),
    helpUrl: choose(ODD_TEXTS),
    alternatives: some(() => ({ cause: choose(CAUSE_IDS), confidence: 'possible' as const })),
  };
}
