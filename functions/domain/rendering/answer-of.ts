import type { EnvironmentReport, Report } from '../model/report.ts';
import { gateAnswer } from './gate-answer.ts';

/**
 * What a gate answered for an environment. A run of the command line itself is no gate: it says where it
 * was judged, and which setting makes the exit code 0 in spite of the verdict.
 */
export function answerOf(
  environment: EnvironmentReport,
  { trigger }: Pick<Report, 'trigger'>,
): string {
  if (trigger !== 'cli') return gateAnswer(environment).sentence;
  const { verdict, blocked, mode } = environment;
  if (blocked || verdict === 'pass' || verdict === 'warn') return 'judged from here';
  return `judged from here; ${mode === 'shadow' ? 'shadow mode' : 'onInconclusive "allow"'} lets it pass`;
}
