import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  DescribeMapRunCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ListMapRunsCommand,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { isErrorName } from '../../domain/credential/plain-words.ts';
import { quote } from '../../domain/credential/quote.ts';
import type { FleetProgress, FleetRunState, FleetRuns } from '../../domain/model/fleet-ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { FleetReport } from '../../domain/model/schemas/fleet-schema.ts';
import { VERDICTS_WORST_FIRST } from '../../domain/model/verdict.ts';
import {
  type CallLimits,
  createRequestHandler,
  RETRIED_ATTEMPTS,
} from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { inRegion, regionOf } from './region-of.ts';

const STEP_FUNCTIONS: AwsService = { name: 'Step Functions', exception: SFNServiceException };

/** What only a person can change: a permission, the ARN, the sign-in. */
const OPERATOR_FAULTS =
  /^(?:AccessDenied|InvalidArn|StateMachineDoesNotExist|StateMachineDeleting|UnrecognizedClient|ExpiredToken|InvalidSignature|ValidationException)/;

const LONGEST_REASON = 500;

/** The runs of one state machine, in the Region of its ARN. */
export function createStateMachine({
  stateMachineArn,
  ...limits
}: CallLimits & { readonly stateMachineArn: string }): FleetRuns {
  const client = new SFNClient({
    ...inRegion(regionOf(stateMachineArn)),
    requestHandler: createRequestHandler(limits),
    retryMode: 'standard',
    maxAttempts: RETRIED_ATTEMPTS,
  });
  const executionArnOf = (runId: string): string =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${runId}`;

  return {
    start: async (name, input, { signal }) => {
      const command = new StartExecutionCommand({
        stateMachineArn,
        name,
        input: JSON.stringify(input),
      });
      try {
        await inTime(signal, (abortSignal) => client.send(command, { abortSignal }));
      } catch (error) {
        if (error instanceof ExecutionAlreadyExists) return;
        throw unavailable(error);
      }
    },
    describe: async (runId, { signal }) => {
      const executionArn = executionArnOf(runId);
      try {
        const command = new DescribeExecutionCommand({ executionArn });
        const found = await inTime(signal, (abortSignal) => client.send(command, { abortSignal }));
        return stateOf(found, runId) ?? { state: 'running', progress: await progressOf() };
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return { state: 'absent' };
        throw error instanceof PreflightError ? error : unavailable(error);
      }

      /** A run that goes on is not lost because its progress is denied, or late. */
      async function progressOf(): Promise<FleetProgress | 'unknown' | undefined> {
        try {
          const { mapRuns = [] } = await inTime(signal, (abortSignal) =>
            client.send(new ListMapRunsCommand({ executionArn }), { abortSignal }),
          );
          const [{ mapRunArn } = {}] = mapRuns;
          if (mapRunArn === undefined) return undefined;
          const { itemCounts } = await inTime(signal, (abortSignal) =>
            client.send(new DescribeMapRunCommand({ mapRunArn }), { abortSignal }),
          );
          if (itemCounts === undefined) return 'unknown';
          const { total = 0, succeeded = 0, failed = 0, timedOut = 0, aborted = 0 } = itemCounts;
          const notJudged = failed + timedOut + aborted;
          return { total, done: succeeded + notJudged, notJudged };
        } catch {
          return 'unknown';
        }
      }
    },
  };
}

/** Undefined while it runs. */
function stateOf(found: DescribeExecutionCommandOutput, runId: string): FleetRunState | undefined {
  switch (found.status) {
    case 'RUNNING':
    case 'PENDING_REDRIVE':
      return undefined;
    case 'SUCCEEDED': {
      const report = reportIn(found.output, runId);
      if (report === undefined) {
        return { state: 'broken', reason: 'its output is no report of a fleet' };
      }
      return { state: 'ended', report };
    }
    case 'TIMED_OUT':
      return { state: 'broken', reason: 'it ran out of its time' };
    case 'ABORTED':
      return { state: 'broken', reason: withCause('it was stopped', found) };
    case 'FAILED':
      return { state: 'broken', reason: withCause('it failed', found) };
    default:
      throw unavailable(undefined);
  }
}

/** By what decides: a verdict that is none would open the gate. */
function reportIn(output: string | undefined, runId: string): FleetReport | undefined {
  try {
    const report: FleetReport = JSON.parse(output ?? '');
    const { schemaVersion, verdict, fleet } = report;
    const isVerdict = VERDICTS_WORST_FIRST.includes(verdict);
    const isOfRun = schemaVersion === 1 && report.runId === runId;
    const counted = VERDICTS_WORST_FIRST.reduce((sum, one) => sum + fleet.verdicts[one], 0);
    const isWhole = counted === fleet.total && (counted > 0 || verdict === 'inconclusive');
    const hasLists = Array.isArray(fleet.causes) && Array.isArray(fleet.worst);
    return isVerdict && isOfRun && isWhole && hasLists ? report : undefined;
  } catch {
    return undefined;
  }
}

/** The name of the error, and what its state says of it, as one line: a list's problems are lines of their own. */
function withCause(what: string, { error = '', cause }: DescribeExecutionCommandOutput): string {
  const name = isErrorName(error) || /^[\w.]{1,80}$/.test(error) ? `: ${error}` : '';
  const said = messageIn(cause).trim();
  const text = said === '' ? '' : `: ${quote(said, { known: [] })}`;
  return `${what}${name}${text}`.slice(0, LONGEST_REASON);
}

/** Lambda puts the message of an error into JSON. */
function messageIn(cause = ''): string {
  try {
    const { errorMessage }: { readonly errorMessage?: unknown } = JSON.parse(cause);
    return typeof errorMessage === 'string' ? errorMessage : '';
  } catch {
    return cause;
  }
}

function unavailable(error: unknown): PreflightError {
  const { name, message, named } = describeFault(error, STEP_FUNCTIONS);
  const isOperators = (named && OPERATOR_FAULTS.test(name)) || /credentials|Region/.test(message);
  return new PreflightError(`The state machine of the fleet: ${message}`, {
    code: 'fleet.unavailable',
    fault: isOperators ? 'operator' : 'service',
  });
}
