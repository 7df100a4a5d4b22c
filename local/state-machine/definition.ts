import { z } from 'zod';
import { isKnownPath, unknownPaths } from './data-path.ts';

// What is not here is refused by its name: a driver that ignored it would show what AWS does not do.
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html

const stated = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONPath').optional(),
};

const path = z.string().refine(isKnownPath, 'this driver reads $, $$ and names behind dots only');

const template = z.record(z.string(), z.unknown()).check(({ value, issues }) => {
  for (const unknown of unknownPaths(value)) {
    const message = `this driver cannot read ${unknown}`;
    issues.push({ code: 'custom', message, input: value });
  }
});

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.int().min(1).default(1),
  MaxAttempts: z.int().min(0).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  ResultPath: path.nullable().optional(),
});

const common = {
  ...stated,
  Next: z.string().optional(),
  End: z.literal(true).optional(),
  ResultPath: path.nullable().optional(),
  Retry: z.array(retrier).default([]),
  Catch: z.array(catcher).default([]),
};

const task = z.strictObject({
  ...common,
  Type: z.literal('Task'),
  Resource: z
    .string()
    .regex(/^arn:aws:lambda:[^:]+:\d+:function:/, 'this driver runs functions only'),
  Parameters: template.optional(),
});

const choice = z.strictObject({
  ...stated,
  Type: z.literal('Choice'),
  Choices: z.array(z.strictObject({ Variable: path, NumericEquals: z.number(), Next: z.string() })),
  Default: z.string(),
});

const fail = z.strictObject({
  ...stated,
  Type: z.literal('Fail'),
  Error: z.string(),
  Cause: z.string(),
});

const map = z.strictObject({
  ...common,
  Type: z.literal('Map'),
  Label: z.string().max(40).optional(),
  ItemReader: z.strictObject({
    Resource: z.literal('arn:aws:states:::s3:getObject'),
    ReaderConfig: z.strictObject({
      InputType: z.enum(['JSON', 'JSONL']),
    }),
    Parameters: template,
  }),
  ItemSelector: template.optional(),
  ItemBatcher: z
    .strictObject({
      MaxItemsPerBatch: z.int().min(1),
      BatchInput: template.optional(),
    })
    .optional(),
  ItemProcessor: z.strictObject({
    ProcessorConfig: z.strictObject({
      Mode: z.literal('DISTRIBUTED'),
      ExecutionType: z.enum(['STANDARD', 'EXPRESS']),
    }),
    StartAt: z.string(),
    States: z.record(z.string(), z.discriminatedUnion('Type', [task, fail])),
  }),
  MaxConcurrency: z.int().min(0).default(0),
  ToleratedFailurePercentage: z.number().min(0).max(100).default(0),
  ToleratedFailureCount: z.int().min(0).default(0),
  ResultWriter: z
    .strictObject({
      Resource: z.literal('arn:aws:states:::s3:putObject'),
      Parameters: template,
    })
    .optional(),
});

const definition = z.strictObject({
  ...stated,
  Version: z.literal('1.0').optional(),
  StartAt: z.string(),
  States: z.record(z.string(), z.discriminatedUnion('Type', [task, map, choice, fail])),
  TimeoutSeconds: z.int().min(1).optional(),
});

/** A state machine in the Amazon States Language, as far as this driver runs it. */
export type Definition = z.output<typeof definition>;
export type State = Definition['States'][string];
export type TaskState = z.output<typeof task>;
export type MapState = z.output<typeof map>;
export type ChoiceState = z.output<typeof choice>;
export type Retrier = z.output<typeof retrier>;
export type Catcher = z.output<typeof catcher>;

/** States that run one after the other: those of a machine, or of the children of its map. */
export interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/**
 * Reads a definition. Throws an error that names each member and each value that this driver does not
 * run, and where it stands.
 */
export function parseDefinition(given: unknown): Definition {
  const parsed = definition.safeParse(given);
  if (parsed.success) return parsed.data;
  const refused = parsed.error.issues.map(
    ({ path: place, message }) => `  ${place.join('.') || 'the definition'}: ${message}`,
  );
  throw new Error(
    ['The local Step Functions cannot run this state machine:', ...refused].join('\n'),
  );
}
