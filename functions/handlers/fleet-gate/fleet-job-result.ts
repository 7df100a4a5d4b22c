import { failureTypeOfCause } from '../../domain/causes/failure-type-of.ts';
import { causesSentence, countsSentence } from '../../domain/fleet/fleet-sentences.ts';
import type { FleetTemplate } from '../../domain/model/fleet.ts';
import type { JobFailureType, JobResult } from '../../domain/model/ports.ts';
import type { FleetReport } from '../../domain/model/schemas/fleet-schema.ts';
import { isBlocked } from '../../domain/model/verdict.ts';
import { plainCopy } from '../../domain/text/plain-copy.ts';

/** What CodePipeline takes of a message; all members are in the results. */
const SHOWN_MEMBERS = 20;

/** The gate's answer by the report: as for an environment, `mode` and `onInconclusive` of the template count. */
export function fleetJobResult(
  report: FleetReport,
  template: Pick<FleetTemplate, 'mode' | 'onInconclusive'> = {
    mode: 'enforce',
    onInconclusive: 'block',
  },
): JobResult {
  const plain = plainCopy(report);
  const { verdict, runId } = plain;
  const { mode, onInconclusive } = template;
  if (!isBlocked({ verdict, mode, onInconclusive })) {
    const summary = `Fleet: ${verdict}, the gate is open (${countsSentence(plain)}). Run ${runId}`;
    return { outcome: 'success', summary, outputVariables: { verdict, runId } };
  }
  return {
    outcome: 'failure',
    type: typeOf(plain),
    message: messageOf(plain),
    externalExecutionId: runId,
  };
}

/** The first line says it all; then the worst members, a line each. */
function messageOf(report: FleetReport): string {
  const { verdict, runId, fleet } = report;
  const members = fleet.worst
    .slice(0, SHOWN_MEMBERS)
    .map(({ member, verdict: its, summary = '' }) => `${member}: ${its}. ${summary}`.trim());
  const where = fleet.results === undefined ? '' : `Every result: ${fleet.results}`;
  return [
    `Fleet: ${verdict}, the gate is BLOCKED (${countsSentence(report)})`,
    causesSentence(report),
    ...members,
    where,
    `Run ${runId}`,
  ]
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
