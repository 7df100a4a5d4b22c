import type { z } from 'zod';
import type { Caller } from '../identity/caller.ts';
import { parseInput } from './validation.ts';

/** The services of this world, by the name their signatures carry. */
export const SERVICE_NAMES = [
  'secretsmanager',
  'sns',
  'codepipeline',
  'codedeploy',
  'sts',
  'dynamodb',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** Parsed input before validation: JSON, or a Query form with its lists unfolded. */
export type RawInput = Readonly<Record<string, unknown>>;

/** Who calls, where and when. `now` is read once per call, so that its timestamps agree. */
export interface CallContext {
  readonly caller: Caller;
  readonly region: string;
  readonly now: Date;
}

/** Validates its raw input, does its work, returns AWS's output members. Throws `AwsError`. */
export type Operation = (input: unknown, context: CallContext) => RawInput;

/** An operation as the server calls it: some are answered by another server. */
export type ServedOperation = (
  input: RawInput,
  context: CallContext,
) => RawInput | Promise<RawInput>;

/** A service as the server sees it: its operations, and what a call is about. */
export interface Service<Served extends ServedOperation = ServedOperation> {
  readonly name: ServiceName;
  readonly operations: ReadonlyMap<string, Served>;
  /** What the call names, for faults and the journal; reads raw input and never throws. */
  resources(input: RawInput): readonly string[];
}

/**
 * Binds an input schema to the work of one operation.
 *
 * Input that breaks the schema becomes AWS's `ValidationException` (or `SerializationException` for
 * a wrong JSON type) before `run` is called. Members the schema does not know are ignored, as AWS does.
 */
export function defineOperation<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>, context: CallContext) => RawInput,
): Operation {
  return (input, context) => run(parseInput(schema, input), context);
}

/** The string members of raw input named by `members`, lists of strings included. */
export function stringMembers(input: RawInput, members: readonly string[]): readonly string[] {
  return members
    .flatMap((member) => input[member])
    .filter((value): value is string => typeof value === 'string');
}
