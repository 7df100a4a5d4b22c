import { plainWords } from '../../domain/credential/plain-words.ts';
import type {
  EnvironmentState,
  NotificationLease,
  OpenIncident,
  StateSubject,
} from '../../domain/model/environment-state.ts';
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
    state: JSON.stringify(storedState(state)),
  });
}

/** Reads the state out of its item; undefined where it is none that this program wrote. */
export function readStateItem(item: Item): EnvironmentState | undefined {
  const stored = jsonValue(item['state']?.S ?? '');
  if (!isStored(stored)) return undefined;
  const { told: openIncident, claim, toldJobs: notifiedJobs, ...state } = stored;
  const { told: incident, ...lease } = claim ?? {};
  return {
    ...state,
    openIncident,
    lease: claim && { ...lease, incident },
    notifiedJobs,
  } as EnvironmentState;
}

/** The JSON of a state. Its names are those of version 0.1.0, whose items are read for ever. */
interface StoredState extends Omit<EnvironmentState, 'openIncident' | 'lease' | 'notifiedJobs'> {
  readonly told?: OpenIncident | undefined;
  readonly claim?:
    | (Omit<NotificationLease, 'incident'> & { readonly told?: OpenIncident | undefined })
    | undefined;
  readonly toldJobs: readonly string[];
}

function storedState(state: EnvironmentState): StoredState {
  const { openIncident: told, lease, notifiedJobs: toldJobs, ...rest } = state;
  const { incident, ...claim } = lease ?? {};
  return { ...rest, told, claim: lease && { ...claim, told: incident }, toldJobs } as StoredState;
}

/** The members that decide; a writer to the table can write the others too. */
function isStored(value: unknown): value is StoredState {
  if (typeof value !== 'object' || value === null) return false;
  const { revision, last, toldJobs } = value as Partial<StoredState>;
  return (
    Number.isInteger(revision) &&
    typeof last?.startedAt === 'string' &&
    typeof last.verdict === 'string' &&
    Array.isArray(toldJobs)
  );
}

/** The causes in it are words, as in {@link readRunItem}: they are quoted in notifications. */
function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text, (name, value: unknown) => {
      if (!CAUSES.includes(name)) return value;
      return Array.isArray(value) ? value.map(plainCause) : plainCause(value);
    });
  } catch {
    return undefined;
  }
}

const CAUSES: readonly string[] = ['cause', 'causes', 'failCause'];

function plainCause(value: unknown): unknown {
  return typeof value === 'string' ? plainWords(value) : value;
}
