import { z } from 'zod';
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
  'kms',
  's3',
  'sfn',
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
 * Binds the input members of one operation to its work.
 *
 * Input that breaks their schemas becomes AWS's `ValidationException` (or `SerializationException` for
 * a wrong JSON type) before `run` is called. So does a member that is not among them: it may be one of
 * AWS's that this world does not have, and must not seem to have an effect.
 */
export function defineOperation<Members extends z.ZodRawShape>(
  members: Members,
  run: (input: OperationInput<Members>, context: CallContext) => RawInput,
): Operation {
  const schema = z.strictObject(members);
  return (input, context) => run(parseInput(schema, input), context);
}

/** The parsed input of an operation with these members. */
export type OperationInput<Members extends z.ZodRawShape> = z.output<
  z.ZodObject<Members, z.core.$strict>
>;

/** The string members of raw input named by `members`, lists of strings included. */
export function stringMembers(input: RawInput, members: readonly string[]): readonly string[] {
  return members
    .flatMap((member) => input[member])
    .filter((value): value is string => typeof value === 'string');
}
