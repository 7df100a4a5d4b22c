import type { EnvironmentReport } from '../model/report.ts';
import { consoleAddress } from '../text/console-address.ts';
import type { AlertRun } from './email-sms.ts';
import type { Block } from './sections/fit-blocks.ts';

/** Where a deployed function runs, and where its people read. */
export interface AlertPlace {
  readonly region: string | undefined;
  /** Address of the runbook; default: its path in the repository. */
  readonly runbookUrl: string | undefined;
  /** Where the pages of runs are kept, each as `PREFIX` + run id + `.html`; absent: none is. */
  readonly reports?: { readonly bucket: string; readonly prefix: string } | undefined;
}

/** Names that CodePipeline gives, and nothing that a shell or a link would take for something else. */
const PIPELINE = /^[A-Za-z0-9.@_-]{1,100}$/;
const EXECUTION = /^[A-Za-z0-9-]{1,100}$/;

/**
 * The end of a mail, for the reader who has fixed it: the command that retries the stage which was blocked,
 * the pipeline in the console, the heading of the runbook. The command finds the stage by itself, since
 * CodePipeline does not name it to a Lambda action.
 */
export function nextSteps(environment: EnvironmentReport, run: AlertRun): Block {
  const { region, runbookUrl = 'docs/runbook.md' } = run.place ?? {};
  const { diagnosis, blocked } = environment;
  const { pipeline = '', executionId = '' } = run.origin;
  const isNamed = PIPELINE.test(pipeline) && EXECUTION.test(executionId);
  const inRegion = region === undefined ? '' : ` --region ${region}`;
  const retry = [
    'When it is fixed, retry the stage; the release need not start again:',
    retryCommand({ pipeline, executionId, inRegion }),
  ];
  const page = `/codesuite/codepipeline/pipelines/${pipeline}/executions/${executionId}/timeline?region=${region}`;
  const lines = [
    ...(isNamed && blocked ? retry : []),
    ...(isNamed && region !== undefined ? [`Pipeline: ${consoleAddress(region)}${page}`] : []),
    ...(diagnosis === undefined
      ? []
      : [`Runbook: ${runbookUrl}#${diagnosis.cause.replaceAll('.', '')}`]),
  ];
  return { importance: 1, lines };
}

interface Execution {
  readonly pipeline: string;
  readonly executionId: string;
  readonly inRegion: string;
}

function retryCommand({ pipeline, executionId, inRegion }: Execution): string {
  const list = `aws codepipeline list-action-executions --pipeline-name ${pipeline}${inRegion} --filter pipelineExecutionId=${executionId}`;
  const failed = "--query 'actionExecutionDetails[?status==`Failed`]|[0].stageName' --output text";
  return `aws codepipeline retry-stage-execution --pipeline-name ${pipeline} --pipeline-execution-id ${executionId} --retry-mode FAILED_ACTIONS${inRegion} --stage-name "$(${list} ${failed})"`;
}
