import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { shortenReport } from '../../domain/history/shorten-report.ts';
import type { VersionStage } from '../../domain/model/ports.ts';
import type { Confidence, Trigger, Verdict } from '../../domain/model/report.ts';
import type { RunOrigin } from '../../domain/model/run-origin.ts';
import type { RunRecord, RunSummary } from '../../domain/model/run-record.ts';

/** An item as DynamoDB's own client has it. */
export type Item = Readonly<Record<string, AttributeValue>>;

const DAY_SECONDS = 86_400;
const MAX_ORIGIN_TEXT = 256;

/** Attributes of a run that a listing reads; `report` is large and stays behind. */
export const SUMMARY_ATTRIBUTES = [
  'environment',
  'runId',
  'startedAt',
  'durationMs',
  'trigger',
  'origin',
  'verdict',
  'blocked',
  'cause',
  'confidence',
  'summary',
  'secretId',
  'versionId',
  'versionStage',
] as const;

/** Partition of everything that is kept of an environment. */
export function partitionKey(environment: string): string {
  return `ENV#${environment}`;
}

/** Runs sort by their start, then by their id. */
export function runSortKey({ startedAt, runId }: { startedAt: string; runId: string }): string {
  return `RUN#${startedAt}#${runId}`;
}

/** The item of a run; it expires `keptDays` after the run began. */
export function runItem(run: RunRecord, keptDays: number): Item {
  const { origin, durationMs, blocked, report, ...texts } = run;
  const expiresAt = Math.floor(Date.parse(run.startedAt) / 1000) + keptDays * DAY_SECONDS;
  return {
    pk: { S: partitionKey(run.environment) },
    sk: { S: runSortKey(run) },
    expiresAt: { N: String(expiresAt) },
    ...strings(texts),
    durationMs: { N: String(durationMs) },
    blocked: { BOOL: blocked },
    origin: { M: strings({ ...origin }) },
    report: { S: JSON.stringify(shortenReport(report)) },
  };
}

/** Reads an item of a run; undefined for one that was not written here. */
export function readRunItem(item: Item): RunSummary | undefined {
  const text = (name: (typeof SUMMARY_ATTRIBUTES)[number]): string => item[name]?.S ?? '';
  const optional = (name: 'cause' | 'summary' | 'versionId') =>
    item[name]?.S === undefined ? {} : { [name]: item[name].S };
  if (text('runId') === '' || text('startedAt') === '' || text('verdict') === '') return undefined;
  return {
    environment: text('environment'),
    runId: text('runId'),
    startedAt: text('startedAt'),
    durationMs: Number(item['durationMs']?.N ?? 0),
    trigger: text('trigger') as Trigger,
    origin: originOf(item['origin']?.M),
    verdict: text('verdict') as Verdict,
    blocked: item['blocked']?.BOOL ?? false,
    ...optional('cause'),
    ...(item['confidence']?.S === undefined
      ? {}
      : { confidence: text('confidence') as Confidence }),
    ...optional('summary'),
    secretId: text('secretId'),
    ...optional('versionId'),
    versionStage: text('versionStage') as VersionStage,
  };
}

function strings(
  values: Readonly<Record<string, string | undefined>>,
): Record<string, AttributeValue> {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value = '']) => [name, { S: value }]));
}

function originOf(map: Readonly<Record<string, AttributeValue>> | undefined): RunOrigin {
  const entries = Object.entries(map ?? {}).map(([name, value]) => [
    name,
    value.S?.slice(0, MAX_ORIGIN_TEXT),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
