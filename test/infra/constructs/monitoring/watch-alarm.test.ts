import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import {
  createWatchAlarms,
  type WatchSchedule,
} from '../../../../infra/constructs/monitoring/watch-alarm.ts';
import { eventPattern } from '../../../../local/events/event-pattern.ts';
import { testStack } from '../../synthesise.ts';
import { alertTopic, TOPIC_ARN, watchedFunction } from './watched-functions.ts';

function templateFor(...schedules: readonly WatchSchedule[]): Template {
  const stack = testStack('us-east-1');
  const watched = watchedFunction(stack, 'watch');
  createWatchAlarms(stack, { watched, schedules, alertTopic: alertTopic(stack) });
  return Template.fromStack(stack);
}

const HOURLY = { everyMinutes: 60, names: ['production'] };

describe('createWatchAlarms', () => {
  it('has an alarm for each schedule, on the verdicts of its environment, that notifies nobody', () => {
    const template = templateFor(HOURLY, { everyMinutes: 5, names: ['staging', 'qa'] });
    const common = {
      Namespace: 'TwilioPreflight',
      MetricName: 'Verdict',
      Statistic: 'SampleCount',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 2,
      TreatMissingData: 'breaching',
      AlarmActions: Match.absent(),
      OKActions: Match.absent(),
    };
    const of = (environment: string): object[] => [
      { Name: 'environment', Value: environment },
      { Name: 'service', Value: 'Test' },
    ];
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...common,
      AlarmDescription: Match.stringLikeRegexp(
        '^SEV2 No run gave a verdict on production, due every 1 hour, .*\nRunbook: docs/runbook.md#alarmwatch-not-run\nLogs: https://',
      ),
      Dimensions: of('production'),
      Period: 3600,
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...common,
      AlarmDescription: Match.stringLikeRegexp('staging and 1 others of its schedule, due every 5'),
      Dimensions: of('staging'),
      Period: 300,
    });
  });

  it.each([
    { count: 1, composites: 1 },
    { count: 20, composites: 1 },
    { count: 50, composites: 3 },
  ])('notifies by $composites composite alarms for $count schedules', ({ count, composites }) => {
    const names = Array.from({ length: count }, (_, index) => `customer-${index}`);
    const template = templateFor(...names.map((name) => ({ everyMinutes: 60, names: [name] })));
    const found = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'));
    expect(found).toHaveLength(composites);
    for (const { Properties } of found) {
      expect(Properties.AlarmActions).toEqual([TOPIC_ARN]);
      expect(Properties.AlarmDescription).toMatch(/^SEV2 An environment or more had no verdict/);
    }
    const rules = JSON.stringify(found.map(({ Properties }) => Properties.AlarmRule));
    expect(rules.match(/watchnotrun[0-9A-F]{8}/g)).toHaveLength(count);
  });

  it.each([
    { from: 'ALARM', tells: true },
    { from: 'INSUFFICIENT_DATA', tells: false },
  ])('tells that it is over after $from: $tells', ({ from, tells }) => {
    const template = templateFor(HOURLY);
    const composites = template.findResources('AWS::CloudWatch::CompositeAlarm');
    for (const { Properties } of Object.values(composites)) {
      expect(Properties.OKActions).toBeUndefined();
    }
    const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
    const { EventPattern, Targets } = rule?.['Properties'] ?? {};
    expect(EventPattern.resources).toEqual([{ 'Fn::GetAtt': [Object.keys(composites)[0], 'Arn'] }]);
    const event = {
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      resources: ['the alarm'],
      detail: { state: { value: 'OK' }, previousState: { value: from } },
    };
    expect(eventPattern({ ...EventPattern, resources: ['the alarm'] })(event)).toBe(tells);
    expect(Targets).toEqual([expect.objectContaining({ Arn: TOPIC_ARN })]);
  });
});
