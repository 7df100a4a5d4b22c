import type {
  HistoryAnswer,
  RunOrigin,
  RunSummary,
  ShownState,
} from '../../functions/domain/model/schemas/history-schema.ts';
import { momentText } from '../../functions/domain/text/moment.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { aligned } from '../rendering/aligned.ts';
import { ansiPaint, type Paint, plainPaint } from '../rendering/paint.ts';

const VERSION_PART = 8;
const HEADINGS: Row = {
  when: 'WHEN',
  verdict: 'VERDICT',
  cause: 'CAUSE',
  version: 'VERSION',
  trigger: 'TRIGGER',
  who: 'WHO OR WHAT',
};

const VERDICT_COLUMN = 1;

type Column = 'when' | 'verdict' | 'cause' | 'version' | 'trigger' | 'who';
type Row = Readonly<Record<Column, string>>;

/**
 * The history for a person at a terminal: the present state, then a table of runs, the newest first, a
 * run per line. Versions are shown by their first 8 characters; JSON has the whole. Nothing from outside
 * brings control characters in; ends with a line break.
 */
export function renderHistory(
  answer: HistoryAnswer,
  options: { readonly colour?: boolean } = {},
): string {
  const plain = plainCopy(answer);
  const paint = options.colour === true ? ansiPaint : plainPaint;
  const lines = [
    ...stateLines(plain, paint),
    '',
    ...(plain.runs.length === 0 ? ['No run is kept.'] : table(plain.runs, paint)),
    ...(plain.next === undefined ? [] : ['', `Older runs: --before ${plain.next}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function stateLines({ environment, state }: HistoryAnswer, paint: Paint): readonly string[] {
  if (state === null) return [`${environment}: no state yet (a run with --no-alerts sets none)`];
  const { verdict, cause, since, lastRunAt, versionId, versionSince } = state;
  const what = cause === undefined ? '' : ` (${cause})`;
  const word = paint(verdict.toUpperCase(), verdict);
  const version =
    versionId === undefined ? [] : [`version ${versionId}, since ${momentText(versionSince)}`];
  return [
    `${word}  ${environment}: ${verdict}${what} since ${momentText(since)}, last notified state at ${momentText(lastRunAt)}`,
    ...version,
    ...notifiedLine(state),
  ];
}

function notifiedLine({ told }: ShownState): readonly string[] {
  if (told === undefined) return [];
  return [`people were last notified ${momentText(told.at)}, of ${told.causes.join(', ')}`];
}

function table(runs: readonly RunSummary[], paint: Paint): readonly string[] {
  const rows = [HEADINGS, ...runs.map(row)].map((cells) => Object.values(cells));
  return aligned(rows, (cell, place) => {
    const verdict = runs[place.row - 1]?.verdict;
    return place.column === VERDICT_COLUMN && verdict !== undefined ? paint(cell, verdict) : cell;
  });
}

function row({ startedAt, verdict, cause, versionId, trigger, origin }: RunSummary): Row {
  return {
    when: momentText(startedAt),
    verdict,
    cause: cause ?? '-',
    version: versionId?.slice(0, VERSION_PART) ?? '-',
    trigger,
    who: whoOrWhat(origin),
  };
}

/** The most specific of what is known; a person's invocation is named by its request id. */
function whoOrWhat(origin: RunOrigin): string {
  const { pipeline, executionId, jobId, deploymentId, schedule, secretVersionId } = origin;
  const known = [
    labelled('pipeline', pipeline),
    labelled('execution', executionId),
    labelled('deployment', deploymentId),
    labelled('schedule', schedule),
    labelled('version', secretVersionId),
    labelled('caller', origin.caller),
  ].filter((text) => text !== '');
  if (known.length > 0) return known.join(', ');
  return labelled('job', jobId) || labelled('request', origin.requestId) || '-';
}

function labelled(label: string, value: string | undefined): string {
  return value === undefined ? '' : `${label} ${value}`;
}
