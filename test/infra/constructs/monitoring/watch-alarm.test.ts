import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { createWatchAlarm } from '../../../../infra/constructs/monitoring/watch-alarm.ts';
import { testStack } from '../../synthesise.ts';
import { alertTopic, TOPIC_ARN, watchedFunction } from './watched-functions.ts';

function templateFor(every: Duration): Template {
  const stack = testStack('us-east-1');
  const watched = watchedFunction(stack, 'watch');
  createWatchAlarm(stack, { watched, every, alertTopic: alertTopic(stack) });
  return Template.fromStack(stack);
}

describe('createWatchAlarm', () => {
  it('goes off when two periods pass without a start, and tells when it runs again', () => {
    templateFor(Duration.hours(1)).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp(
        '^SEV2 The watch function, due every 1 hour, .*\nRunbook: docs/runbook.md#alarmwatch-not-run\nLogs: https://',
      ),
      MetricName: 'Invocations',
      Statistic: 'Sum',
      Dimensions: [{ Name: 'FunctionName', Value: 'watch' }],
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 3600,
      EvaluationPeriods: 2,
      TreatMissingData: 'breaching',
      AlarmActions: [TOPIC_ARN],
      OKActions: [TOPIC_ARN],
    });
  });

  it.each([
    { every: Duration.minutes(5), Period: 300, EvaluationPeriods: 2 },
    { every: Duration.days(1), Period: 86_400, EvaluationPeriods: 2 },
    { every: Duration.hours(36), Period: 86_400, EvaluationPeriods: 3 },
    { every: Duration.days(3), Period: 86_400, EvaluationPeriods: 6 },
  ])('looks back over two periods of $every', ({ every, ...properties }) => {
    templateFor(every).hasResourceProperties('AWS::CloudWatch::Alarm', properties);
  });

  it.each([
    { every: Duration.days(4), shown: '4 days' },
    { every: Duration.seconds(90), shown: '1 minute 30 seconds' },
  ])('refuses a period that CloudWatch cannot look back over: $shown', ({ every, shown }) => {
    expect(() => templateFor(every)).toThrow(
      `A period of ${shown} cannot be watched. Give whole minutes, from 1 minute to 3 days.`,
    );
  });
});
