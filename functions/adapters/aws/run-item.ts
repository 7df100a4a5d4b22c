import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { plainWords } from '../../domain/credential/plain-words.ts';
import { quote } from '../../domain/credential/quote.ts';
import { shortenReport } from '../../domain/history/shorten-report.ts';
import type { RunRecord } from '../../domain/model/run-history.ts';
import type { RunOrigin, RunSummary } from '../../domain/model/schemas/history-schema.ts';

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
] as const satisfies readonly (keyof RunSummary)[];

/** Partition of everything that is stored of an environment. */
export function partitionKey(environment: string): string {
  return `ENV#${environment}`;
}

/** An item of these attributes; those that are undefined are not in it. */
export function itemOf(attributes: Readonly<Record<string, unknown>>): Item {
  return marshall(attributes, { removeUndefinedValues: true });
}

/** The item of a run; it expires `keptDays` after the run began. Runs sort by start, then by id. */
export function runItem({ report, ...summary }: RunRecord, keptDays: number): Item {
  const { environment, startedAt, runId } = summary;
  return itemOf({
    ...summary,
    pk: partitionKey(environment),
    sk: `RUN#${startedAt}#${runId}`,
    expiresAt: Math.floor(Date.parse(startedAt) / 1000) + keptDays * DAY_SECONDS,
    report: JSON.stringify(shortenReport(report)),
  });
}

/**
 * Reads an item of a run; undefined for one that was not written here. Version 0.1.0 stored what a service
 * had said as it was: of its sentence and its cause no more is shown than of a service's text.
 */
export function readRunItem(item: Item): RunSummary | undefined {
  const { durationMs, origin, blocked, ...values } = unmarshall(item, { wrapNumbers: Number });
  const known = [values['environment'], values['secretId']].filter(isText);
  const shown = (name: string, text: string): string => {
    if (name === 'summary') return quote(text, { known });
    return name === 'cause' ? plainWords(text) : text;
  };
  const texts = Object.fromEntries(
    SUMMARY_ATTRIBUTES.flatMap((name) => {
      const value: unknown = values[name];
      return isText(value) ? [[name, shown(name, value)]] : [];
    }),
  );
  if (!texts['runId'] || !texts['startedAt'] || !texts['verdict']) return undefined;
  return {
    environment: '',
    secretId: '',
    ...texts,
    durationMs: durationMs ?? 0,
    blocked: blocked ?? false,
    origin: originOf(origin),
  } as RunSummary;
}

function originOf(origin: Readonly<Record<string, unknown>> = {}): RunOrigin {
  const texts = Object.entries(origin).flatMap(([name, value]) =>
    isText(value) ? [[name, value.slice(0, MAX_ORIGIN_TEXT)]] : [],
  );
  return Object.fromEntries(texts);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
