import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import {
  TwilioPreflightStack,
  type TwilioPreflightStackProps,
} from '../../infra/twilio-preflight-stack.ts';
import { writeConfiguration } from './configuration-files.ts';
import { testApp } from './synthesise.ts';

type SecretSettings = Readonly<Record<string, string>>;

interface Fleet {
  readonly size: number;
  readonly secret?: SecretSettings;
  readonly nameOf?: (index: number) => string;
  readonly every?: (index: number) => number;
  readonly props?: Partial<TwilioPreflightStackProps>;
}

function stackOf({ size, secret, nameOf, every, props }: Fleet, app = testApp()): Stack {
  const environments = Array.from({ length: size }, (_, index) => {
    const id = nameOf?.(index) ?? `customers/${index}/twilio/credentials`;
    const sid = `AC${index.toString(16).padStart(32, '0')}`;
    const watchEveryMinutes = every?.(index) ?? 60;
    return [
      `customer-${index}`,
      { secret: { id, ...secret }, account: { sid }, watchEveryMinutes },
    ];
  });
  const configFile = writeConfiguration({
    environments: Object.fromEntries(environments),
    auditor: { secret: { id: 'twilio/auditor' } },
    alerts: { email: ['ops@example.com'] },
  });
  return new TwilioPreflightStack(app, 'TwilioPreflight', { configFile, ...props });
}

interface Measured {
  readonly bytes: number;
  readonly resources: number;
  readonly managedPolicies: number;
}

/** The longest that AWS may put for what is known at deploy only. */
function deployed(document: unknown): string {
  return JSON.stringify(document)
    .replaceAll(/\{"Ref":"AWS::Partition"\}/g, '"aws-us-gov"')
    .replaceAll(/\{"Ref":"AWS::Region"\}/g, '"us-gov-west-1"')
    .replaceAll(/\{"Ref":"AWS::AccountId"\}/g, '"123456789012"')
    .replaceAll(/\{"Fn::Join":\["",\[("[^\]]*")\]\]\}/g, (_all, parts: string) =>
      JSON.stringify(JSON.parse(`[${parts}]`).join('')),
    );
}

/** Asserts AWS's default quotas, and gives what was counted. */
function measure(stack: Stack): Measured {
  const template = Template.fromStack(stack);
  const { outdir } = App.of(stack) as App;
  const bytes = statSync(join(outdir, 'TwilioPreflight.template.json')).size;
  const resources = Object.keys(template.toJSON()['Resources']).length;
  const policies = Object.values(template.findResources('AWS::IAM::ManagedPolicy'));
  for (const { Properties } of policies) {
    expect(deployed(Properties.PolicyDocument).length).toBeLessThanOrEqual(6_144);
  }
  for (const { Properties } of Object.values(template.findResources('AWS::IAM::Policy'))) {
    expect(deployed(Properties.PolicyDocument).length).toBeLessThanOrEqual(10_240);
  }
  const ofRoles = policies.map(({ Properties }) => JSON.stringify(Properties.Roles));
  const counts = [...new Set(ofRoles)].map((role) => ofRoles.filter((one) => one === role).length);
  const managedPolicies = Math.max(0, ...counts);
  expect(bytes).toBeLessThanOrEqual(1_000_000);
  expect(resources).toBeLessThanOrEqual(500);
  expect(managedPolicies).toBeLessThanOrEqual(10);
  return { bytes, resources, managedPolicies };
}

const PAGE = readFileSync('docs/limits.md', 'utf8');

/** The cells of the row of the page that begins so. */
function row(name: string): readonly string[] {
  const line = PAGE.split('\n').find((one) => one.startsWith(`| ${name} |`)) ?? '';
  const cells = line.split('|').slice(2, -1);
  return cells.map((cell) => cell.trim());
}

const ONE_ROLE = { roleArn: 'arn:aws:iam::123456789012:role/twilio-reader' };

describe('the stack of a fleet', () => {
  it.each([
    { name: '1', fleet: { size: 1 } },
    { name: '50', fleet: { size: 50 } },
    { name: '200', fleet: { size: 200 } },
    { name: '285', fleet: { size: 285 } },
    { name: '350, one `roleArn`', fleet: { size: 350, secret: ONE_ROLE } },
    { name: '1,000, one `roleArn`', fleet: { size: 1_000, secret: ONE_ROLE } },
    {
      name: '1,000, `secretPrefixes`',
      fleet: { size: 1_000, props: { secretPrefixes: ['customers/'] } },
    },
  ])('deploys by the default quotas, and is what the page says: $name', ({ name, fleet }) => {
    const { bytes, resources, managedPolicies } = measure(stackOf(fleet));
    const [policies, counted, kilobytes, result] = row(name);
    expect([policies, counted, result]).toEqual(
      [managedPolicies, resources, 'deploys'].map(String),
    );
    expect(Math.abs(Number(kilobytes) - bytes / 1_000)).toBeLessThan(20);
  });

  const WAYS_OUT =
    'give the secrets one "roleArn", grant them by "secretPrefixes", deploy several stacks with fewer environments each, or declare those of one kind as a "fleet", which has any number (docs/fleets.md).';

  it.each([
    { size: 350, count: 12 },
    { size: 1_000, count: 37 },
  ])('is refused in one sentence with the number and the way out: $size', ({ size, count }) => {
    expect(() => Template.fromStack(stackOf({ size }))).toThrow(
      `The role TwilioPreflight/Preflight/Gate/Role needs ${count} managed policies to read the declared secrets, and IAM attaches 10 to a role: ${WAYS_OUT}`,
    );
    expect(row(size.toLocaleString('en'))).toEqual([String(count), '', '', 'refused']);
  });

  it('may have more policies in an AWS account whose quota is raised', () => {
    const app = testApp();
    app.node.setContext('twilio-preflight:managed-policies-per-role', 20);
    expect(() => Template.fromStack(stackOf({ size: 350 }, app))).not.toThrow();
  });

  it('is refused where its rules do not fit into the policy of the watch', () => {
    const nameOf = (index: number): string => `customers/${index}/${'x'.repeat(480)}`;
    const fleet = { size: 300, secret: ONE_ROLE, nameOf };
    expect(() => Template.fromStack(stackOf(fleet))).toThrow(
      `has 100 rules for changed secrets, and the policy of a function holds 50: ${WAYS_OUT}`,
    );
  });

  it('is refused where it has too many resources', () => {
    const fleet = { size: 400, secret: ONE_ROLE, every: (index: number) => index + 5 };
    expect(() => Template.fromStack(stackOf(fleet))).toThrow(
      /with 400 environments has \d{3,4} resources, and CloudFormation takes 500: give/,
    );
  });
});
