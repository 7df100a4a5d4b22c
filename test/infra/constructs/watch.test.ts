import { Match, Template } from 'aws-cdk-lib/assertions';
import * as logs from 'aws-cdk-lib/aws-logs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { environmentsOfSecret } from '../../../functions/configuration/environments-of-secret.ts';
import { parseWatchRequest } from '../../../functions/handlers/watch/watch-request.ts';
import { loadConfiguration } from '../../../infra/configuration/load-configuration.ts';
import type { Watch } from '../../../infra/constructs/watch.ts';
import { eventPattern } from '../../../local/events/event-pattern.ts';
import { CONFIGURATION, environment, writeConfiguration } from '../configuration-files.ts';
import { watchOf } from './watch-in-stack.ts';

function fleetOf(size: number, everyMinutes?: number): object {
  const environments = Array.from({ length: size }, (_, index) => {
    const sid = `AC${index.toString(16).padStart(32, '0')}`;
    const declared = environment(sid, { id: `customers/${index}/twilio/credentials` });
    const period = everyMinutes === undefined ? {} : { watchEveryMinutes: everyMinutes };
    return [`customer-${index}`, { ...declared, ...period }];
  });
  return { environments: Object.fromEntries(environments) };
}

interface Schedule {
  readonly expression: string;
  readonly windowMinutes: number;
  readonly environments: readonly string[];
}

function schedulesOf(watch: Watch): readonly Schedule[] {
  const found = Template.fromStack(watch.fn.stack).findResources('AWS::Scheduler::Schedule');
  return Object.values(found).map(({ Properties }) => {
    const request = parseWatchRequest(JSON.parse(Properties.Target.Input));
    if (request.trigger === 'secret-change') throw new Error('not a schedule');
    return {
      expression: Properties.ScheduleExpression,
      windowMinutes: Properties.FlexibleTimeWindow.MaximumWindowInMinutes,
      environments: request.environments,
    };
  });
}

describe('the schedules of Watch', () => {
  it('look at each environment every hour, each at its own moment', () => {
    expect(schedulesOf(watchOf())).toEqual([
      { expression: 'rate(1 hour)', windowMinutes: 15, environments: ['staging'] },
      { expression: 'rate(1 hour)', windowMinutes: 15, environments: ['production'] },
    ]);
  });

  it('look as often as the configuration says', () => {
    const [schedule] = schedulesOf(watchOf(fleetOf(1, 10)));
    expect(schedule).toMatchObject({ expression: 'rate(10 minutes)', windowMinutes: 2 });
  });

  it('are at most fifty, and leave out nobody of a fleet', () => {
    const schedules = schedulesOf(watchOf(fleetOf(120)));
    expect(schedules.length).toBeLessThanOrEqual(50);
    const all = schedules.flatMap(({ environments }) => environments);
    expect(new Set(all).size).toBe(120);
    expect(all).toHaveLength(120);
  });

  it('may start this function, and no other', () => {
    const watch = watchOf();
    Template.fromStack(watch.fn.stack).hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^WatchScheduleRole') }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WatchFunction'), 'Arn'] },
          },
        ],
      },
    });
  });
});

function secretRules(watch: Watch): readonly object[] {
  const rules = Template.fromStack(watch.fn.stack).findResources('AWS::Events::Rule');
  const patterns = Object.values(rules).map(({ Properties }) => Properties.EventPattern);
  return patterns.filter(({ source }) => source[0] === 'aws.secretsmanager');
}

describe('the rules of Watch for secrets', () => {
  const HERE = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:';
  const event = (name: string, label = 'AWSCURRENT'): object => ({
    source: 'aws.secretsmanager',
    'detail-type': 'Secret Label Updated',
    resources: [`${HERE}${name}-AbCdEf`],
    detail: { name, labelUpdated: label, versionId: 'v-2' },
  });

  it.each([
    { name: 'staging/twilio/credentials', hears: true },
    { name: 'production/twilio/credentials', hears: true },
    { name: 'twilio/auditor', hears: true },
    { name: 'twilio/other', hears: false },
  ])('hear of $name: $hears', ({ name, hears }) => {
    const [pattern] = secretRules(watchOf());
    expect(eventPattern(pattern)(event(name))).toBe(hears);
  });

  it('hear of no label but AWSCURRENT', () => {
    const [pattern] = secretRules(watchOf());
    const custom = event('staging/twilio/credentials', 'MY_LABEL');
    expect(eventPattern(pattern)(custom)).toBe(false);
  });

  it('hear of a secret that is declared by its ARN', () => {
    const declared = environment('AC217072093cc9fec95faf7f0adf6a8d49', { id: `${HERE}own-AbCdEf` });
    const [pattern] = secretRules(watchOf({ environments: { staging: declared } }));
    expect(eventPattern(pattern)(event('own'))).toBe(true);
  });

  it('leave out secrets of other accounts and Regions, which tell another event bus', () => {
    const elsewhere = {
      staging: environment('AC217072093cc9fec95faf7f0adf6a8d49', { id: 'a', region: 'eu-west-1' }),
      production: environment('ACdfb5b35a454c6996821c13b13e6f33ed', {
        id: 'arn:aws:secretsmanager:us-east-1:210987654321:secret:b-AbCdEf',
        roleArn: 'arn:aws:iam::210987654321:role/reader',
      }),
    };
    expect(secretRules(watchOf({ environments: elsewhere }))).toEqual([]);
  });

  it('keep within what EventBridge takes, however large the fleet', () => {
    const configuration = fleetOf(200);
    const patterns = secretRules(watchOf(configuration));
    expect(patterns.length).toBeGreaterThan(1);
    for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThan(2_048);
    const last = event('customers/199/twilio/credentials');
    expect(patterns.filter((pattern) => eventPattern(pattern)(last))).toHaveLength(1);
  });

  it('hear of the secrets of a prefix by one rule, of the others by name', () => {
    const auditor = { secret: { id: 'twilio/auditor' } };
    const watch = watchOf(
      { ...fleetOf(200), auditor },
      { secretPrefixes: ['customers/', 'other/'] },
    );
    const [pattern, ...others] = secretRules(watch);
    expect([pattern, others]).toEqual([
      expect.objectContaining({
        detail: {
          name: ['twilio/auditor', { prefix: 'customers/' }],
          labelUpdated: ['AWSCURRENT'],
        },
      }),
      [],
    ]);
  });

  it('start what then finds the environment of the secret', () => {
    const { configuration } = loadConfiguration(writeConfiguration(CONFIGURATION));
    const request = parseWatchRequest(event('production/twilio/credentials'));
    if (request.trigger !== 'secret-change') throw new Error('not a change');
    const [found, ...others] = environmentsOfSecret(configuration, request.secret, 'us-east-1');
    expect([found?.name, others]).toEqual(['production', []]);
  });
});

describe('Watch', () => {
  it('has an alarm for each environment without a verdict in two of its periods', () => {
    const alarms = Template.fromStack(watchOf().fn.stack).findResources('AWS::CloudWatch::Alarm');
    const watched = Object.values(alarms).map(({ Properties }) => Properties.Dimensions[0].Value);
    expect(watched).toEqual(['staging', 'production']);
  });

  it('has an alarm for each schedule of a fleet', () => {
    const template = Template.fromStack(watchOf(fleetOf(120)).fn.stack);
    const schedules = Object.keys(template.findResources('AWS::Scheduler::Schedule'));
    template.resourceCountIs('AWS::CloudWatch::Alarm', schedules.length);
  });

  it('keeps its runs in the table that it is given', () => {
    Template.fromStack(watchOf().fn.stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          PREFLIGHT_RUNS_TABLE: { Ref: Match.stringLikeRegexp('^RunsTable') },
        }),
      },
    });
  });

  it('may not answer pipeline jobs', () => {
    const template = JSON.stringify(Template.fromStack(watchOf().fn.stack).toJSON());
    expect(template).not.toContain('codepipeline:');
  });

  it('has no finding of AwsSolutions without an accepted reason, an application included', () => {
    const watch = watchOf();
    const { stack } = watch.fn;
    watch.logGroup(new logs.LogGroup(stack, 'AppLogs'), { environments: ['production'] });
    const { violations } = new AwsSolutionsChecks(stack.node.root).validateScope(stack.node.root);
    expect(violations).toEqual([]);
  });
});
