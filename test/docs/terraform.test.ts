import { readFileSync } from 'node:fs';
import { parse } from '@cdktf/hcl2json';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseUserParameters } from '../../functions/handlers/gate/user-parameters.ts';
import { blockBelow } from './code-blocks.ts';
import { formatFaults } from './format/hcl-format.ts';
import { ungated, wideStatements } from './pipeline-facts.ts';

const MODULE = readFileSync('docs/pipelines/gate.tf', 'utf8');
const PAGE = 'docs/pipelines/terraform.md';

const actionSchema = z
  .object({
    name: z.string(),
    category: z.string(),
    provider: z.string(),
    run_order: z.int().default(1),
    configuration: z.object({ UserParameters: z.string().optional() }),
  })
  .transform(({ run_order, configuration, ...rest }) => ({
    ...rest,
    runOrder: run_order,
    ...(configuration.UserParameters && { userParameters: configuration.UserParameters }),
  }));
const statementSchema = z.object({
  actions: z.array(z.string()),
  resources: z.array(z.string()).default([]),
});
const documentsSchema = z.record(
  z.string(),
  z.array(z.object({ statement: z.array(statementSchema) })),
);
const moduleSchema = z.object({
  variable: z.record(z.string(), z.tuple([z.object({ default: z.string().optional() })])),
  resource: z.object({
    aws_codepipeline: z.object({
      release: z.tuple([
        z.object({
          pipeline_type: z.string(),
          stage: z.array(z.object({ name: z.string(), action: z.array(actionSchema) })),
        }),
      ]),
    }),
  }),
  data: z.object({ aws_iam_policy_document: documentsSchema }),
});

async function read(text: string) {
  const { variable, resource, data } = moduleSchema.parse(await parse('gate.tf', text));
  const [release] = resource.aws_codepipeline.release;
  const production = release.stage.find(({ name }) => name === 'Production')?.action ?? [];
  const statements = Object.entries(data.aws_iam_policy_document)
    .filter(([name]) => name !== 'pipeline_trust')
    .flatMap(([, documents]) => documents.flatMap(({ statement }) => statement));
  return { type: release.pipeline_type, production, statements, variable };
}

/** What `jsonencode({…})` gives with the defaults of the variables. */
async function encoded(expression: string, variable: Defaults): Promise<string> {
  const [, object] = /^\$\{jsonencode\((\{[\s\S]*\})\)\}$/.exec(expression) ?? [];
  const parsed = await parse('value.tf', `locals {\n  value = ${object}\n}\n`);
  const [{ value }] = z
    .object({ locals: z.tuple([z.object({ value: z.record(z.string(), z.string()) })]) })
    .parse(parsed).locals;
  return JSON.stringify(value).replaceAll(
    /\$\{var\.(\w+)\}/g,
    (_whole, name: string) => variable[name]?.[0].default ?? '',
  );
}

type Defaults = z.infer<typeof moduleSchema>['variable'];

describe('the Terraform module', () => {
  let module: Awaited<ReturnType<typeof read>>;

  beforeAll(async () => {
    module = await read(MODULE);
  });

  it('is formatted as terraform fmt does', () => {
    expect(formatFaults(MODULE)).toEqual([]);
  });

  it('is a V2 pipeline whose gate stands before every deploy of the stage', () => {
    expect(module.type).toBe('V2');
    expect(ungated(module.production)).toEqual([]);
  });

  it('would be found out if the deploy started together with the gate', async () => {
    const { production } = await read(MODULE.replace('run_order       = 2', 'run_order = 1'));
    expect(ungated(production)).toEqual(['Deploy does not wait for TwilioGate']);
  });

  it('names the environment, the pipeline and the execution in what the gate reads', async () => {
    const [gate] = module.production;
    const text = await encoded(gate?.userParameters ?? '', module.variable);
    expect(text.length).toBeLessThanOrEqual(1000);
    expect(parseUserParameters(text)).toMatchObject({
      environment: 'production',
      pipeline: 'my-pipeline',
      executionId: '#{codepipeline.PipelineExecutionId}',
    });
  });

  it('gives the pipeline exactly the two permissions that the gate needs', () => {
    const forLambda = module.statements.filter(({ actions }) =>
      actions.some((action) => action.startsWith('lambda:')),
    );
    expect(forLambda).toEqual([
      {
        actions: ['lambda:InvokeFunction'],
        resources: ['${data.aws_lambda_function.twilio_gate.arn}'],
      },
      { actions: ['lambda:ListFunctions'], resources: ['*'] },
    ]);
  });

  it('has no wildcard that could be narrowed', () => {
    expect(wideStatements(module.statements)).toEqual([]);
  });

  it.each([
    { heading: '## The snippet', name: 'the action' },
    { heading: '## Permissions', name: 'the permissions' },
  ])('has $name of the page, word for word', ({ heading }) => {
    const fragment = blockBelow(PAGE, heading, 'hcl');
    const unindented = MODULE.replaceAll(/^ +/gm, '');
    expect(unindented).toContain(fragment.replaceAll(/^ +/gm, ''));
  });

  it.each(['stage {', 'a = [', '"a" = = 1'])(
    'is not parsed by a parser that takes %s',
    async (text) => {
      await expect(parse('broken.tf', text)).rejects.toThrow();
    },
  );
});
