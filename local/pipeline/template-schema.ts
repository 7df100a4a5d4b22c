import { z } from 'zod';

/** Configuration of an action or rule; values may still hold intrinsic functions. */
export type DeclaredConfiguration = Readonly<Record<string, unknown>>;

/** An action of a template. */
export interface DeclaredAction {
  readonly Name: string;
  readonly ActionTypeId: {
    readonly Category: string;
    readonly Owner: string;
    readonly Provider: string;
    readonly Version: string;
  };
  readonly Configuration: DeclaredConfiguration;
  readonly Namespace?: string | undefined;
  readonly RunOrder: number;
}

/** A rule of a condition. */
export interface DeclaredRule {
  readonly Name: string;
  readonly RuleTypeId: { readonly Provider: string };
  readonly Configuration: DeclaredConfiguration;
}

/** A condition; the results are those that an entry condition may have. */
interface DeclaredCondition {
  readonly Result: 'FAIL' | 'SKIP';
  readonly Rules: readonly DeclaredRule[];
}

/** A stage; conditions after it are not read. */
export interface DeclaredStage {
  readonly Name: string;
  readonly Actions: readonly DeclaredAction[];
  readonly BeforeEntry?: { readonly Conditions: readonly DeclaredCondition[] } | undefined;
}

/** The properties of an `AWS::CodePipeline::Pipeline` that this world models. */
export interface DeclaredPipeline {
  readonly PipelineType: 'V1' | 'V2';
  readonly ExecutionMode: 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
  readonly Stages: readonly DeclaredStage[];
}

const configuration = z.record(z.string(), z.unknown()).default({});

const actionSchema: z.ZodType<DeclaredAction> = z.object({
  Name: z.string(),
  ActionTypeId: z.object({
    Category: z.string(),
    Owner: z.string(),
    Provider: z.string(),
    Version: z.coerce.string(),
  }),
  Configuration: configuration,
  Namespace: z.string().optional(),
  RunOrder: z.number().default(1),
});

const conditionSchema: z.ZodType<DeclaredCondition> = z.object({
  Result: z.enum(['FAIL', 'SKIP']),
  Rules: z.array(
    z.object({
      Name: z.string(),
      RuleTypeId: z.object({ Provider: z.string() }),
      Configuration: configuration,
    }),
  ),
});

const pipelineSchema: z.ZodType<DeclaredPipeline> = z.object({
  PipelineType: z.enum(['V1', 'V2']).default('V1'),
  ExecutionMode: z.enum(['SUPERSEDED', 'QUEUED', 'PARALLEL']).default('SUPERSEDED'),
  Stages: z.array(
    z.object({
      Name: z.string(),
      Actions: z.array(actionSchema),
      BeforeEntry: z.object({ Conditions: z.array(conditionSchema) }).optional(),
    }),
  ),
});

/**
 * Reads the properties of an `AWS::CodePipeline::Pipeline`, with CloudFormation's defaults.
 *
 * @throws ZodError naming each member that is missing or that this world does not model
 */
export function parsePipeline(properties: unknown): DeclaredPipeline {
  return pipelineSchema.parse(properties);
}
