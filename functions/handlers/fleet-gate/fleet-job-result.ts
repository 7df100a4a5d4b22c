import { failureTypeOfCause } from '../../domain/causes/failure-type-of.ts';
import { causesSentence, countsSentence } from '../../domain/fleet/fleet-sentences.ts';
import type { FleetTemplate } from '../../domain/model/fleet.ts';
import type { JobFailureType, JobResult } from '../../domain/model/ports.ts';
import type { FleetReport } from '../../domain/model/schemas/fleet-schema.ts';
import { isBlocked } from '../../domain/model/verdict.ts';
import { gateAnswer } from '../../domain/rendering/gate-answer.ts';
import { plainCopy } from '../../domain/text/plain-copy.ts';

/** What CodePipeline takes of a message; all members are in the results. */
const SHOWN_MEMBERS = 20;

type GatePolicy = Pick<FleetTemplate, 'mode' | 'onInconclusive'>;

/** The gate's answer by the report: as for an environment, `mode` and `onInconclusive` of the template count. */
export function fleetJobResult(
  report: FleetReport,
  { mode, onInconclusive }: GatePolicy = { mode: 'enforce', onInconclusive: 'block' },
): JobResult {
  const plain = plainCopy(report);
  const { verdict, runId } = plain;
  const blocked = isBlocked({ verdict, mode, onInconclusive });
  const { sentence } = gateAnswer({ verdict, mode, blocked });
  const answer = `Fleet: ${verdict}, ${sentence} (${countsSentence(plain)})`;
  if (blocked) {
    const message = messageOf(answer, plain);
    return { outcome: 'failure', type: typeOf(plain), message, externalExecutionId: runId };
  }
  const causes = causesSentence(plain);
  const summary = `${answer}. ${causes === '' ? '' : `${causes} `}Run ${runId}`;
  return { outcome: 'success', summary, outputVariables: { verdict, runId } };
}

/** A run without a report. */
export interface Undecided {
  readonly runId: string;
  readonly problem: string;
  readonly type: JobFailureType;
}

/** The gate's answer where there is no report: shadow mode opens it, and `onInconclusive` does not. */
export function undecidedJobResult(
  { runId, problem, type }: Undecided,
  mode: GatePolicy['mode'] = 'enforce',
): JobResult {
  const message = `${problem.replace(/\.$/, '')}. Nothing was decided. Run ${runId}`;
  const verdict = 'inconclusive';
  const blocked = isBlocked({ verdict, mode, onInconclusive: 'block' });
  if (blocked) return { outcome: 'failure', type, message, externalExecutionId: runId };
  const { sentence } = gateAnswer({ verdict, mode, blocked });
  const summary = `Fleet: ${verdict}, ${sentence}. ${message}`;
  return { outcome: 'success', summary, outputVariables: { verdict, runId } };
}

/** The first line says it all; the worst members are last, a line each: there CodePipeline's limit cuts. */
function messageOf(answer: string, report: FleetReport): string {
  const { runId, fleet } = report;
  const members = fleet.worst
    .slice(0, SHOWN_MEMBERS)
    .map(({ member, verdict: its, summary = '' }) => `${member}: ${its}. ${summary}`.trim());
  const where = fleet.results === undefined ? '' : `Every result: ${fleet.results}`;
  return [answer, causesSentence(report), where, `Run ${runId}`, ...members]
    .filter((line) => line !== '')
    .join('\n');
}

/** One type where all that failed have it: a person of that trade is needed; else the general one. */
function typeOf({ verdict, fleet }: FleetReport): JobFailureType {
  if (verdict !== 'fail') return 'SystemUnavailable';
  const failed = fleet.worst.filter((one) => one.verdict === 'fail');
  const [first = 'JobFailed', ...others] = new Set(
    failed.map(({ cause }) => failureTypeOfCause(cause)),
  );
  return others.length === 0 ? first : 'JobFailed';
}
