import { readFileSync } from 'node:fs';
import { CfnOutput } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../functions/configuration/parse-configuration.ts';
import { ManagedTwilioSecret } from '../../infra/constructs/managed-twilio-secret.ts';
import { anchorOf } from '../../packaging/runbook/markdown.ts';
import { alertTopic } from '../infra/constructs/monitoring/watched-functions.ts';
import { testStack } from '../infra/synthesise.ts';

const DOCUMENT = readFileSync('docs/managed-secrets.md', 'utf8');

/** The only block of a language. */
function block(language: string): string {
  const blocks = [...DOCUMENT.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.filter(([, tag]) => tag === language);
  expect(found).toHaveLength(1);
  return found[0]?.[2] ?? '';
}

describe('docs/managed-secrets.md', () => {
  it('creates what it says, with the code that it shows', () => {
    const stack = testStack('us-east-1');
    const trusted = new iam.ServicePrincipal('lambda.amazonaws.com');
    const names = {
      ManagedTwilioSecret,
      CfnOutput,
      gate: new iam.Role(stack, 'Gate', { assumedBy: trusted }),
      appRole: new iam.Role(stack, 'App', { assumedBy: trusted }),
      alertTopic: alertTopic(stack),
    };
    const example = new Function(...Object.keys(names), block('ts'));
    example.apply(stack, Object.values(names));
    const template = Template.fromStack(stack);
    for (const Type of ['TwilioMainApiKey', 'TwilioApiKey']) {
      template.hasResourceProperties('AWS::SecretsManager::Secret', { Type });
    }
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
  });

  it('shows a declaration that the configuration accepts', () => {
    expect(parseConfiguration(block('json'))).toMatchObject({ ok: true });
  });

  it('links to headings that the runbook has', () => {
    const headings = readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.+)$/gm);
    const anchors = [...headings].map(([, heading = '']) => anchorOf(heading));
    const links = [...DOCUMENT.matchAll(/\]\(runbook\.md#([^)]+)\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((link) => !anchors.includes(link ?? ''))).toEqual([]);
  });
});
