import type { EnvironmentReport } from '../model/report.ts';
import { overrideSentence } from './control-sentences.ts';

/** What the gate answers for one environment. */
interface GateAnswer {
  /** For a subject line. */
  readonly word: 'BLOCKED' | 'OPEN' | 'WOULD BLOCK';
  /** Completes "production: …". */
  readonly sentence: string;
}

const BLOCKED: GateAnswer = { word: 'BLOCKED', sentence: 'the gate is BLOCKED' };
const OPEN: GateAnswer = { word: 'OPEN', sentence: 'the gate is open' };

/** A fail that is not blocked: only shadow mode does that (`isBlocked`). */
const SHADOW_FAIL: GateAnswer = {
  word: 'WOULD BLOCK',
  sentence: 'the gate is open only because of shadow mode; it would block',
};

/** A report does not say what `onInconclusive` would have done, so neither does this. */
const SHADOW_INCONCLUSIVE: GateAnswer = {
  word: 'OPEN',
  sentence: 'the gate is open, as always in shadow mode',
};

const ALLOWED: GateAnswer = {
  word: 'OPEN',
  sentence: 'the gate is open only because onInconclusive is "allow"',
};

/** The gate's answer in words; where it opened in spite of the verdict, with the reason. */
export function gateAnswer(
  environment: Pick<EnvironmentReport, 'verdict' | 'mode' | 'blocked' | 'override'>,
): GateAnswer {
  if (environment.blocked) {
    return BLOCKED;
  }
  if (environment.override !== undefined) {
    return { word: 'OPEN', sentence: overrideSentence(environment.override) };
  }
  switch (environment.verdict) {
    case 'fail':
      return SHADOW_FAIL;
    case 'inconclusive':
      return environment.mode === 'shadow' ? SHADOW_INCONCLUSIVE : ALLOWED;
    case 'warn':
    case 'pass':
      return OPEN;
  }
}
