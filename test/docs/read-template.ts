import * as z from 'zod';
import { parseYaml } from './parse-yaml.ts';
import type { DocumentedAction, DocumentedStatement } from './pipeline-facts.ts';

const listOf = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statementSchema = z
  .object({ Effect: z.literal('Allow'), Action: listOf, Resource: listOf })
  .transform(({ Action, Resource }) => ({ actions: Action, resources: Resource }));
const actionSchema = z
  .object({
    Name: z.string(),
    RunOrder: z.int().default(1),
    ActionTypeId: z.object({ Category: z.string(), Provider: z.string() }),
    Configuration: z.object({ UserParameters: z.string().optional() }),
  })
  .transform(
    ({ Name, RunOrder, ActionTypeId, Configuration }): DocumentedAction => ({
      name: Name,
      runOrder: RunOrder,
      category: ActionTypeId.Category,
      provider: ActionTypeId.Provider,
      ...(Configuration.UserParameters && { userParameters: Configuration.UserParameters }),
    }),
  );
/** A list of actions, as it stands in a stage. */
export function readActions(text: string): readonly DocumentedAction[] {
  return z.array(actionSchema).parse(parseYaml(text));
}

/** A list of statements, as it stands in a policy. */
export function readStatements(text: string): readonly DocumentedStatement[] {
  return z.array(statementSchema).parse(parseYaml(text));
}

const templateSchema = z.object({
  Resources: z.object({
    Pipeline: z.object({
      Properties: z.object({
        PipelineType: z.string(),
        Stages: z.array(z.object({ Name: z.string(), Actions: z.array(actionSchema) })),
      }),
    }),
    PipelineRole: z.object({
      Properties: z.object({
        Policies: z.array(
          z.object({
            PolicyName: z.string(),
            PolicyDocument: z.object({ Statement: z.array(statementSchema) }),
          }),
        ),
      }),
    }),
  }),
});

/** What the tests look at in the documented template. */
export interface DocumentedTemplate {
  readonly type: string;
  /** The actions of the stage Production. */
  readonly production: readonly DocumentedAction[];
  /** The policies of the pipeline's role. */
  readonly policies: readonly {
    readonly name: string;
    readonly statements: readonly DocumentedStatement[];
  }[];
}

/** Reads the documented template; throws where it has another shape. */
export function readTemplate(template: string): DocumentedTemplate {
  const { Pipeline, PipelineRole } = templateSchema.parse(parseYaml(template)).Resources;
  const production = Pipeline.Properties.Stages.find(({ Name }) => Name === 'Production');
  return {
    type: Pipeline.Properties.PipelineType,
    production: production?.Actions ?? [],
    policies: PipelineRole.Properties.Policies.map(({ PolicyName, PolicyDocument }) => ({
      name: PolicyName,
      statements: PolicyDocument.Statement,
    })),
  };
}
