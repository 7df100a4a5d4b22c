import type { EnvironmentState, StateSubject } from '../../domain/model/environment-state.ts';
import { type Item, itemOf, partitionKey } from './run-item.ts';

/** Key of the state item: `STATE` of the version in use, `STATE#AWSPENDING` of another. */
export function stateKey(subject: StateSubject): Item {
  return itemOf(keyOf(subject));
}

function keyOf({ environment, versionStage }: StateSubject): { pk: string; sk: string } {
  const sk = versionStage === 'AWSCURRENT' ? 'STATE' : `STATE#${versionStage}`;
  return { pk: partitionKey(environment), sk };
}

/**
 * The item of a state: the whole as JSON, and beside it the members a person looks for in the console.
 * It never expires.
 */
export function stateItem(subject: StateSubject, state: EnvironmentState): Item {
  const { last, verdictSince, revision } = state;
  return itemOf({
    ...keyOf(subject),
    revision,
    verdict: last.verdict,
    verdictSince,
    lastStartedAt: last.startedAt,
    cause: last.cause,
    versionId: last.versionId,
    state: JSON.stringify(state),
  });
}

/** Reads the state out of its item; undefined where it is none that this program wrote. */
export function readStateItem(item: Item): EnvironmentState | undefined {
  const state = jsonValue(item['state']?.S ?? '');
  return isState(state) ? state : undefined;
}

/** The members that decide; whoever can write to the table can write the others too. */
function isState(value: unknown): value is EnvironmentState {
  if (typeof value !== 'object' || value === null) return false;
  const { revision, last, toldJobs } = value as Partial<EnvironmentState>;
  return (
    Number.isInteger(revision) &&
    typeof last?.startedAt === 'string' &&
    typeof last.verdict === 'string' &&
    Array.isArray(toldJobs)
  );
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
