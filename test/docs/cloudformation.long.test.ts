import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseUserParameters } from '../../functions/handlers/gate/user-parameters.ts';
import { blockBelow } from './code-blocks.ts';
import { lintTemplate } from './lint-template.ts';
import { ungated, wideStatements } from './pipeline-facts.ts';
import { readActions, readStatements, readTemplate } from './read-template.ts';

const TEMPLATE = readFileSync('docs/pipelines/cloudformation.yaml', 'utf8');
const PAGE = 'docs/pipelines/cloudformation.md';

/** As `!Sub` would: the parameters' defaults in place of `${…}`. */
function substituted(text: string): string {
  return text.replace('${Environment}', 'production').replace('${PipelineName}', 'my-pipeline');
}

describe('the CloudFormation template', () => {
  // The first run loads the schemas, which takes seconds.
  let findings: readonly string[];

  beforeAll(() => {
    findings = lintTemplate(TEMPLATE);
  });

  it("has no finding of AWS's resource schemas", () => {
    expect(findings).toEqual([]);
  });

  it.each([
    { fault: 'an unknown property', from: 'PipelineType: V2', to: 'PipelineKind: V2' },
    { fault: 'a wrong type', from: 'RunOrder: 2', to: 'RunOrder: second' },
    { fault: 'a missing property', from: 'Provider: Lambda, ', to: '' },
    { fault: 'a value that is not allowed', from: 'PipelineType: V2', to: 'PipelineType: V3' },
    { fault: 'a reference to nothing', from: '!Ref DeployBucket', to: '!Ref DeployedBucket' },
  ])('would have one with $fault', ({ from, to }) => {
    expect(TEMPLATE).toContain(from);
    expect(lintTemplate(TEMPLATE.replace(from, to))).not.toEqual([]);
  });

  const { type, production, policies } = readTemplate(TEMPLATE);

  it('is a V2 pipeline whose gate stands before every deploy of the stage', () => {
    expect(type).toBe('V2');
    expect(ungated(production)).toEqual([]);
  });

  it.each([
    { fault: 'starts together', from: 'RunOrder: 2', to: 'RunOrder: 1' },
    { fault: 'is not there', from: 'Category: Invoke', to: 'Category: Test' },
  ])('would be found out if its gate $fault', ({ from, to }) => {
    expect(ungated(readTemplate(TEMPLATE.replace(from, to)).production)).not.toEqual([]);
  });

  it('names the environment, the pipeline and the execution in what the gate reads', () => {
    const text = substituted(production[0]?.userParameters ?? '');
    expect(text.length).toBeLessThanOrEqual(1000);
    expect(parseUserParameters(text)).toMatchObject({
      environment: 'production',
      pipeline: 'my-pipeline',
      executionId: '#{codepipeline.PipelineExecutionId}',
    });
  });

  it('stays within 1,000 characters with the longest names that its parameters allow', () => {
    const longest = (production[0]?.userParameters ?? '')
      .replace('${Environment}', 'e'.repeat(64))
      .replace('${PipelineName}', 'p'.repeat(100));
    expect(longest.length).toBeLessThanOrEqual(1000);
    expect(parseUserParameters(longest).environment).toHaveLength(64);
  });

  it('gives the pipeline exactly the two permissions that the gate needs', () => {
    const arn = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function';
    expect(policies.find(({ name }) => name === 'TwilioGate')?.statements).toEqual([
      { actions: ['lambda:InvokeFunction'], resources: [`${arn}:\${GateFunctionName}`] },
      { actions: ['lambda:ListFunctions'], resources: ['*'] },
    ]);
  });

  it('has no wildcard that could be narrowed', () => {
    const statements = policies.flatMap((policy) => policy.statements);
    expect(wideStatements(statements)).toEqual([]);
  });

  it.each([
    { fault: 'an action', from: 'Action: s3:PutObject', to: "Action: 's3:*'" },
    { fault: 'a function', from: 'function:${GateFunctionName}', to: 'function:*' },
    { fault: 'a bucket', from: 's3:::${DeployBucket}/*', to: 's3:::*' },
  ])('would be found out with a wildcard for $fault', ({ from, to }) => {
    const { policies: wider } = readTemplate(TEMPLATE.replace(from, to));
    expect(wideStatements(wider.flatMap(({ statements }) => statements))).not.toEqual([]);
  });
});

describe('the fragments on the CloudFormation page', () => {
  it('are the action and the permissions of the template', () => {
    const [action] = readActions(blockBelow(PAGE, '## The snippet', 'yaml'));
    const statements = readStatements(blockBelow(PAGE, '## Permissions', 'yaml'));
    const { production, policies } = readTemplate(TEMPLATE);
    const [ofTemplate] = production;
    const named = (text: string): string =>
      text.replace('${GateFunctionName}', '<GateFunctionName>');
    expect(action).toEqual({
      ...ofTemplate,
      userParameters: substituted(ofTemplate?.userParameters ?? ''),
    });
    expect(statements).toEqual(
      policies[0]?.statements.map(({ actions, resources }) => ({
        actions,
        resources: resources.map(named),
      })),
    );
  });
});
