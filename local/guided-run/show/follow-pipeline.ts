import type { ActionExecution, StatusChange } from '../../pipeline/execution.ts';
import type { Screen } from '../screen/screen.ts';

const STAGE_WIDTH = 12;
const ACTION_WIDTH = 12;
const STATUS_WIDTH = 10;

/** Shows a pipeline as it moves: a live line for the action that runs, one that stays when it ends. */
export function followPipeline(screen: Screen): (change: StatusChange) => void {
  return ({ stage, action }) => {
    if (stage === undefined || action === undefined) return;
    if (action.status === 'InProgress') {
      screen.live(`${place(stage, action)}in progress`);
      return;
    }
    screen.settle(`  ${place(stage, action)}${statusWords(action, screen)}${outcome(action)}`);
  };
}

function place(stage: string, { name }: ActionExecution): string {
  return `${stage.padEnd(STAGE_WIDTH)}${name.padEnd(ACTION_WIDTH)}`;
}

function statusWords({ status }: ActionExecution, { paint }: Screen): string {
  return paint(status.padEnd(STATUS_WIDTH), status === 'Succeeded' ? 'pass' : 'fail');
}

function outcome({ errorDetails, summary, startedAt, finishedAt }: ActionExecution): string {
  const said = errorDetails?.code ?? firstSentence(summary ?? '');
  const tookMs = Date.parse(finishedAt ?? startedAt) - Date.parse(startedAt);
  return tookMs < 50 ? ` ${said}` : ` ${said}  (${(tookMs / 1000).toFixed(1)} s)`;
}

/** The rest, up to the run's id, stands in the pipeline's console. */
function firstSentence(summary: string): string {
  return /^.*?\.(?= |$)/.exec(summary)?.[0] ?? summary;
}
