import { GATE_TIMEOUT_SECONDS, OUTPUTS } from '../../../functions/contract.ts';
import { createPipeline, type StartedExecution } from '../../pipeline/create-pipeline.ts';
import type { StatusChange } from '../../pipeline/execution.ts';
import type { PipelineDefinition } from '../../pipeline/pipeline-definition.ts';
import type { RunningSystem } from '../system/running-system.ts';
import { createGateWatch } from './gate-watch.ts';
import { fleetJudgement, type Judgement, judgementOf } from './judgement.ts';
import type { ObservedRun } from './observation.ts';
import { PIPELINE_NAME, releaseStages } from './release-stages.ts';

/** A release on its way through a pipeline, observed. */
export interface Release {
  run(): Promise<ObservedRun>;
  /** Retries a stage of the run. Rejects when that stage has not failed. */
  retry(stage: string): Promise<ObservedRun>;
}

/** Which environments the pipeline has, in order, and what is called at every change. */
export interface ReleaseOptions {
  readonly environments: readonly string[];
  readonly onChange?: (change: StatusChange) => void;
  /** Called when a gate asks to be invoked again. */
  readonly onContinuation?: () => void;
}

/** CodePipeline calls a waiting gate again after about half a minute, too long for a guided run. */
const CONTINUATION_DELAY_MS = 500;
/** Lambda has stopped the function by then, so no answer can come any more. AWS itself waits 20 minutes. */
const JOB_TIMEOUT_MS = (GATE_TIMEOUT_SECONDS + 5) * 1000;

/**
 * Prepares a release: source, then for each environment a stage with its gate and its deployment.
 * The gate is the deployed function, invoked as CodePipeline does. Afterwards every invocation has
 * ended, so that alerts have arrived and the log is complete.
 */
export function prepareRelease(system: RunningSystem, options: ReleaseOptions): Release {
  const { aws, twilio, deployment } = system;
  const definition: PipelineDefinition = {
    name: PIPELINE_NAME,
    stages: releaseStages(options.environments, gateName(system)),
  };
  const invocations: Promise<unknown>[] = [];
  const watch = createGateWatch({ twilio, jobs: aws.jobs });
  const pipeline = createPipeline(definition, {
    jobs: aws.jobs,
    accountId: aws.accountId,
    continuationDelayMs: CONTINUATION_DELAY_MS,
    ...(options.onContinuation !== undefined && { onContinuation: options.onContinuation }),
    jobTimeoutMs: JOB_TIMEOUT_MS,
    invokeAsync: (functionName, event) => {
      if (functionName !== deployment.gate.functionName) throw new Error('no such function');
      invocations.push(deployment.gate.invoke(event));
    },
    onChange: (change) => {
      watch.see(change);
      options.onChange?.(change);
    },
  });
  const observe = async (begin: () => StartedExecution): Promise<ObservedRun> => {
    const mark = markLogs(system);
    watch.forget();
    const execution = await begin().ended;
    await Promise.all(invocations);
    return { execution, gates: watch.gates((jobId) => judged(jobId, system)), ...mark.since() };
  };
  let executionId = '';
  return {
    run: () =>
      observe(() => {
        const started = pipeline.start();
        executionId = started.id;
        return started;
      }),
    retry: (stage) => observe(() => pipeline.retryStage(executionId, stage)),
  };
}

function gateName({ deployment }: RunningSystem): string {
  const name = deployment.outputs[OUTPUTS.gateFunctionName];
  if (name === undefined) throw new Error(`the stack has no output ${OUTPUTS.gateFunctionName}`);
  return name;
}

/** By the log of the gate, or by the fleet's latest run: gates run one after the other. */
function judged(jobId: string, { aws, deployment }: RunningSystem): Judgement | undefined {
  const latest = aws.executions.list().at(-1)?.outcome;
  const output = latest?.kind === 'output' ? latest.output : undefined;
  return judgementOf(deployment.gate.logs, jobId) ?? fleetJudgement(output);
}

/** What the logs of the world held at one moment; `since` gives what came after it. */
function markLogs({ aws: { notifications, journal } }: RunningSystem): {
  since(): Pick<ObservedRun, 'emails' | 'texts' | 'awsCalls'>;
} {
  const { mailbox, phoneLog } = notifications;
  const emails = mailbox.list().length;
  const texts = phoneLog.list().length;
  const awsCalls = journal.list().length;
  return {
    since: () => ({
      emails: mailbox.list().slice(emails),
      texts: phoneLog.list().slice(texts),
      awsCalls: journal.list().slice(awsCalls),
    }),
  };
}
