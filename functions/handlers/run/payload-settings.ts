import { ENVIRONMENT_NAME } from '../../configuration/schema/twilio-rules.ts';
import type { VersionStage } from '../../domain/model/ports.ts';
import { VERSION_STAGES } from '../../domain/model/version-stages.ts';

// By hand: a schema library is a tenth of the gate's start, and these few settings are all that is
// read of a payload of our own.

/** Where a value stands in a payload, and what is wrong with that payload so far. */
interface Place {
  /** `history.limit`; empty for the payload itself. */
  readonly path: string;
  readonly problems: string[];
}

/** Reads one value: gives it, or undefined when it has noted what must stand there. */
export type Setting<T> = (value: unknown, place: Place) => T | undefined;

/** The values that `read` knows; `must` completes a sentence that begins with the path. */
export function setting<T>(must: string, read: (value: unknown) => T | undefined): Setting<T> {
  return (value, place) => read(value) ?? refuse(must, place);
}

/** A text of that form. */
export function textSetting(must: string, form: RegExp): Setting<string> {
  return setting(must, (value) =>
    typeof value === 'string' && form.test(value) ? value : undefined,
  );
}

/** The same, or nothing at all. */
export function optional<T>(read: Setting<T>): Setting<T | undefined> {
  return (value, place) => (value === undefined ? undefined : read(value, place));
}

/** An object with these members and no others. */
export function settings<T extends object>(
  members: {
    readonly [Name in keyof T]: Setting<T[Name]>;
  },
): Setting<T> {
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return refuse('must be an object', place);
    }
    const read: [string, unknown][] = [];
    for (const [name, member] of Object.entries<Setting<unknown>>(members)) {
      const one = member(memberAt(value, name), inside(place, name));
      if (one !== undefined) read.push([name, one]);
    }
    refuseOthers(value, members, place);
    return Object.fromEntries(read) as T;
  };
}

function refuseOthers(value: object, members: object, { path, problems }: Place): void {
  const keys = Object.keys(value).filter((key) => !Object.hasOwn(members, key));
  if (keys.length === 0) return;
  const noun = keys.length === 1 ? 'key' : 'keys';
  problems.push(`unknown ${noun} in ${shownPath(path)}: ${keys.map(shownKey).join(', ')}`);
}

function inside({ path, problems }: Place, name: string | number): Place {
  return { path: path === '' ? `${name}` : `${path}.${name}`, problems };
}

/**
 * What a payload holds, or what is wrong with it, for the end of a sentence: paths and what must be
 * there, never values, since a stray payload may hold anything.
 */
export function readPayload<T>(
  payload: unknown,
  read: Setting<T>,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string } {
  const problems: string[] = [];
  const value = read(payload, { path: '', problems });
  return value === undefined || problems.length > 0
    ? { ok: false, problem: problems.join('; ') }
    : { ok: true, value };
}

/** The text at that path of anything, if there is one. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = memberAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** What stands at that path of anything, if there is such a path. */
export function memberAt(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

/** True for a payload that has one of these members: what it asks is another function's to answer. */
export function asksFor(payload: unknown, ...names: readonly string[]): boolean {
  return names.some((name) => memberAt(payload, name) !== undefined);
}

function refuse(must: string, { path, problems }: Place): undefined {
  problems.push(`${shownPath(path)} ${must}`);
}

function shownPath(path: string): string {
  return path === '' ? 'the payload' : `"${path}"`;
}

/** A key is shown only if it has the form of a name: a payload may hold anything. */
export function shownKey(key: string): string {
  return /^[A-Za-z][A-Za-z.-]{0,30}$/.test(key) ? key : '(not shown)';
}

/**
 * A name of an environment; whether it is declared is not asked here. Only a text of that form is ever
 * repeated in an alert: the author of a payload must not choose what its reader sees.
 */
export const environmentName: Setting<string> = textSetting(
  'must be the name of an environment: 1 to 64 letters, digits, dots, hyphens and underscores',
  ENVIRONMENT_NAME.pattern,
);

/** At least one of these: the writer of an empty list may mean none, or all. */
export function listOf<T>(must: string, read: Setting<T>): Setting<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value) || value.length === 0) return refuse(must, place);
    return value.flatMap((item, at) => read(item, inside(place, at)) ?? []);
  };
}

export const environmentNames: Setting<readonly string[]> = listOf(
  'must be a list of at least one environment name',
  environmentName,
);

/** One of the stages the gate can read. */
export const versionStage: Setting<VersionStage> = setting(
  `must be one of ${VERSION_STAGES.map((stage) => `"${stage}"`).join(', ')}`,
  (value) => VERSION_STAGES.find((stage) => stage === value),
);

const FLAG = 'must be true or false';

/** Whether people are notified of the run, where the alert policy says so. */
export const alerts: Setting<boolean> = setting(FLAG, (value) =>
  typeof value === 'boolean' ? value : undefined,
);

const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
]);

/**
 * Whether a blocked environment is to be an error, for callers that only see errors. Also as a text:
 * the parameters of a stage condition's rule are key-value pairs, whose values are texts.
 */
export const throwOnFailure: Setting<boolean> = setting(FLAG, (value) => FLAGS.get(value));
