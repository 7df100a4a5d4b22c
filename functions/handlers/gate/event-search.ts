import { holdsSecretShape } from '../../configuration/shown-value.ts';

/** What a pipeline says in `UserParameters`: a text (a name, or JSON), or an object of key-value pairs. */
export type UserParameters = string | Readonly<Record<string, unknown>>;

/** Which execution of which pipeline an event belongs to, for the alert. */
export interface PipelineNames {
  readonly pipeline?: string | undefined;
  readonly executionId?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

// An action's event has some 40 values, seven deep. What lies beyond is not found: the gate stays shut.
const DEEPEST = 10;
const MOST_VALUES = 1_000;

/** What may hold a credential is not looked into: `artifactCredentials`, `encryptionKey`, artifacts. */
const NEVER_ENTERED = /credential|secret|token|password|encryptionkey|artifact/i;

/**
 * A key that only something of CodePipeline writes, as `ruleName` and `pipelineExecutionId`; and the
 * `executionId` of our own parameters, should they be the whole event.
 */
const PIPELINE_SIGN = /rule|pipeline|userparameters|executionid/i;

/**
 * The `UserParameters` of an event, wherever they are: the outermost that are a text or an object. The
 * event of a stage condition's rule is not documented, so no place is expected. Nothing found here is
 * logged.
 */
export function findUserParameters(event: unknown): UserParameters | undefined {
  for (const fields of objectsIn(event)) {
    for (const [key, value] of Object.entries(fields)) {
      if (key.toLowerCase() !== 'userparameters') continue;
      if (typeof value === 'string' || isFields(value)) return value;
    }
  }
  return undefined;
}

/** The outermost `environment` that is a text, with the version stage that stands beside it. */
export function findEnvironment(event: unknown): UserParameters | undefined {
  for (const { environment, versionStage } of objectsIn(event)) {
    if (typeof environment !== 'string') continue;
    return versionStage === undefined ? { environment } : { environment, versionStage };
  }
  return undefined;
}

/** Whether anything in an event shows that it comes from a pipeline, and not from a person. */
export function mentionsPipeline(event: unknown): boolean {
  for (const fields of objectsIn(event)) {
    if (Object.keys(fields).some((key) => PIPELINE_SIGN.test(key))) return true;
  }
  return false;
}

/** The names of pipeline and execution, where an event has them in CodePipeline's form. */
export function findPipelineNames(event: unknown): PipelineNames {
  return {
    pipeline: findName(event, ['pipelinename', 'pipeline'], pipelineName),
    executionId: findName(event, ['pipelineexecutionid', 'executionid'], executionId),
  };
}

function findName(
  event: unknown,
  keys: readonly string[],
  read: (value: unknown) => string | undefined,
): string | undefined {
  for (const fields of objectsIn(event)) {
    for (const [key, value] of Object.entries(fields)) {
      const name = keys.includes(key.toLowerCase()) ? read(value) : undefined;
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

// https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html
const PIPELINE_NAME = /^[A-Za-z0-9.@_-]{1,100}$/;
const EXECUTION_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A pipeline's name as CodePipeline allows it, for an alert; undefined for any other value. The author of
 * an event must not write the text of an alert, and a secret that was pasted here is not repeated.
 */
export function pipelineName(value: unknown): string | undefined {
  if (typeof value !== 'string' || !PIPELINE_NAME.test(value)) return undefined;
  return holdsSecretShape(value) ? undefined : value;
}

/** An execution's id as CodePipeline makes it, a UUID; undefined for any other value. */
export function executionId(value: unknown): string | undefined {
  return typeof value === 'string' && EXECUTION_ID.test(value) ? value : undefined;
}

/** Every object of an event, the outermost first, within bounds and outside what may hold credentials. */
function objectsIn(event: unknown): readonly Fields[] {
  const found: Fields[] = [];
  const queue: { readonly value: unknown; readonly depth: number }[] = [{ value: event, depth: 0 }];
  // It grows while it is walked.
  for (const { value, depth } of queue) {
    if (isFields(value)) found.push(value);
    if (depth === DEEPEST || queue.length > MOST_VALUES) continue;
    for (const each of inside(value)) queue.push({ value: each, depth: depth + 1 });
  }
  return found;
}

function inside(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES);
  if (!isFields(value)) return [];
  const entered = Object.entries(value).filter(([key]) => !NEVER_ENTERED.test(key));
  return entered.slice(0, MOST_VALUES).map(([, each]) => each);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
