import { Lazy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, it } from 'vitest';
import {
  GateMonitoring,
  type GateMonitoringProps,
} from '../../../infra/constructs/gate-monitoring.ts';
import { runbookLink } from '../../../infra/constructs/monitoring/runbook-link.ts';
import { ALARM_ENTRIES } from '../../../packaging/runbook/alarm-entries.ts';
import { ALARM_IDS } from '../../../packaging/runbook/alarm-entry.ts';
import { anchorOf } from '../../../packaging/runbook/markdown.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';
import { alertTopic, fleetOf, TOPIC_ARN, watchedFunction } from './monitoring/watched-functions.ts';

type Alarm = Readonly<Record<string, unknown>> & { readonly AlarmDescription: string };

function monitor(
  props: Partial<GateMonitoringProps> = {},
  configuration = CONFIGURATION,
): Template {
  const stack = testStack('us-east-1');
  new GateMonitoring(stack, 'Monitoring', {
    configFile: writeConfiguration(configuration),
    functions: [watchedFunction(stack, 'gate')],
    alertTopic: alertTopic(stack),
    ...props,
  });
  return Template.fromStack(stack);
}

function alarmsOf(template: Template): readonly Alarm[] {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  return alarms.map((alarm) => alarm['Properties'] as Alarm);
}

/** The anchor of the runbook that an alarm links to. */
function anchorIn({ AlarmDescription }: Alarm): string | undefined {
  return /^Runbook: .*#(.+)$/m.exec(AlarmDescription)?.[1];
}

function named(alarms: readonly Alarm[], heading: string): readonly Alarm[] {
  return alarms.filter((alarm) => anchorIn(alarm) === anchorOf(heading));
}

describe('GateMonitoring', () => {
  const alarms = alarmsOf(monitor());
  const environments = [{ name: 'staging' }, { name: 'production' }];

  it.each([
    { heading: 'alarm.function-errors', MetricName: 'Errors', Statistic: 'Sum', Threshold: 1 },
    {
      heading: 'alarm.function-throttles',
      MetricName: 'Throttles',
      Statistic: 'Sum',
      Threshold: 1,
    },
    {
      heading: 'alarm.dropped-events',
      MetricName: 'AsyncEventsDropped',
      Statistic: 'Sum',
      Threshold: 1,
    },
    {
      heading: 'alarm.function-duration',
      MetricName: 'Duration',
      Statistic: 'Maximum',
      Threshold: 96_000,
    },
  ])('has $heading for the function, which silence does not set off', ({ heading, ...rest }) => {
    expect(named(alarms, heading)).toEqual([
      expect.objectContaining({
        ...rest,
        Namespace: 'AWS/Lambda',
        Dimensions: [{ Name: 'FunctionName', Value: 'gate' }],
        Period: 300,
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [TOPIC_ARN],
      }),
    ]);
  });

  it.each(environments)('waits three hours in which no run of $name could tell', ({ name }) => {
    const streaks = named(alarms, 'alarm.inconclusive-streak');
    expect(streaks).toHaveLength(environments.length);
    expect(streaks).toContainEqual(
      expect.objectContaining({
        Namespace: 'TwilioPreflight',
        MetricName: 'Inconclusive',
        Dimensions: [
          { Name: 'environment', Value: name },
          { Name: 'service', Value: 'Test' },
        ],
        Statistic: 'Minimum',
        Period: 3600,
        EvaluationPeriods: 3,
        Threshold: 1,
        TreatMissingData: 'ignore',
      }),
    );
  });

  it('tells the end of no alarm: a deploy would send one for each, and the alerts tell recoveries', () => {
    const all = [...alarms, ...alarmsOf(monitor({}, fleetOf(51)))];
    for (const each of all) expect(each['OKActions']).toBeUndefined();
    monitor().resourceCountIs('AWS::Events::Rule', 0);
  });

  it('links alarms to the log of the function, with the name encoded as the console wants it', () => {
    const [{ AlarmDescription } = { AlarmDescription: '' }] = named(
      alarms,
      'alarm.function-errors',
    );
    expect(AlarmDescription).toContain(
      'Logs: https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fgate',
    );
  });

  it('links alarms on verdicts to the dashboard, where there is one', () => {
    const stack = testStack('us-east-1');
    new GateMonitoring(stack, 'Monitoring', {
      configFile: writeConfiguration(CONFIGURATION),
      functions: [watchedFunction(stack, 'gate')],
      alertTopic: alertTopic(stack),
      dashboard: new cloudwatch.Dashboard(stack, 'Board', { dashboardName: 'preflight' }),
    });
    const streaks = alarmsOf(Template.fromStack(stack)).filter(
      ({ MetricName }) => MetricName === 'Inconclusive',
    );
    expect(streaks).toHaveLength(2);
    for (const { AlarmDescription } of streaks) {
      expect(JSON.stringify(AlarmDescription)).toContain('Dashboard: https://us-east-1.console');
    }
  });

  it('links to the runbook of the team, when told where it is', () => {
    const template = monitor({ runbookUrl: 'https://wiki.example.com/twilio' });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp(
        '\nRunbook: https://wiki.example.com/twilio#alarmfunction-errors\n',
      ),
    });
  });

  it('watches every function', () => {
    const stack = testStack('us-east-1');
    new GateMonitoring(stack, 'Monitoring', {
      configFile: writeConfiguration(CONFIGURATION),
      functions: [watchedFunction(stack, 'gate'), watchedFunction(stack, 'ecs-hook')],
      alertTopic: alertTopic(stack),
    });
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 10);
  });

  it('has one alarm for a fleet above 50 environments, on what keeps it from judging', () => {
    const fleet = alarmsOf(monitor({}, fleetOf(51)));
    expect(named(fleet, 'alarm.inconclusive-streak')).toEqual([]);
    expect(named(fleet, 'alarm.twilio-errors')).toEqual([
      expect.objectContaining({
        MetricName: 'TwilioErrors',
        Dimensions: [{ Name: 'service', Value: 'Test' }],
        Statistic: 'Average',
        Period: 3600,
        EvaluationPeriods: 3,
        Threshold: 0.5,
        TreatMissingData: 'ignore',
      }),
    ]);
    expect(named(alarmsOf(monitor({}, fleetOf(50))), 'alarm.inconclusive-streak')).toHaveLength(50);
  });

  it('takes other thresholds', () => {
    const other = alarmsOf(
      monitor({
        errorThreshold: 2,
        throttleThreshold: 3,
        droppedEventThreshold: 4,
        durationPercent: 50,
        inconclusiveHours: 6,
      }),
    );
    const thresholds = other.map(({ MetricName, Threshold }) => [MetricName, Threshold]);
    expect(Object.fromEntries(thresholds)).toEqual({
      Errors: 2,
      Throttles: 3,
      AsyncEventsDropped: 4,
      Duration: 60_000,
      Inconclusive: 1,
    });
    const streaks = named(other, 'alarm.inconclusive-streak');
    expect(streaks.map(({ EvaluationPeriods }) => EvaluationPeriods)).toEqual([6, 6]);
  });

  it('takes the service of functions that are in another stack', () => {
    monitor({ service: 'Gate' }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Name: 'environment' }, { Name: 'service', Value: 'Gate' }],
    });
  });

  it.each([
    { name: 'no function', props: { functions: [] }, says: /"functions" is empty/ },
    { name: 'no error', props: { errorThreshold: 0 }, says: /"errorThreshold" is 0.*1 or more/ },
    { name: 'half a throttle', props: { throttleThreshold: 0.5 }, says: /is 0\.5/ },
    { name: 'over 100 %', props: { durationPercent: 120 }, says: /is 120.*1 to 100/ },
    { name: 'two days', props: { inconclusiveHours: 48 }, says: /is 48.*1 to 24/ },
  ])('refuses thresholds that mean nothing: $name', ({ props, says }) => {
    expect(() => monitor(props)).toThrow(says);
  });

  it('refuses two functions of one name', () => {
    const stack = testStack('us-east-1');
    const gate = watchedFunction(stack, 'gate');
    const props = { configFile: writeConfiguration(CONFIGURATION), functions: [gate, gate] };
    expect(
      () => new GateMonitoring(stack, 'Monitoring', { ...props, alertTopic: alertTopic(stack) }),
    ).toThrow('"functions" names "gate" twice.');
  });

  it('does not judge a threshold that is known at deployment only', () => {
    const errorThreshold = Lazy.number({ produce: () => 2 });
    monitor({ errorThreshold }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Errors',
      Threshold: 2,
    });
  });
});

describe('the text of every alarm', () => {
  const alarms = [...alarmsOf(monitor()), ...alarmsOf(monitor({}, fleetOf(51)))];

  it.each(ALARM_IDS)('has an anchor for the heading %s, as the runbook makes it', (id) => {
    expect(runbookLink('docs/runbook.md', id)).toBe(`docs/runbook.md#${anchorOf(id)}`);
  });

  it('begins with the severity that the runbook gives it', () => {
    for (const alarm of alarms) {
      const id = ALARM_IDS.find((candidate) => anchorOf(candidate) === anchorIn(alarm));
      expect(id).toBeDefined();
      const severity = id === undefined ? undefined : ALARM_ENTRIES[id].severity;
      expect(alarm.AlarmDescription).toMatch(new RegExp(`^SEV${severity} [A-Z]`));
    }
  });

  it('fits into what CloudWatch takes, with room for long names', () => {
    for (const { AlarmDescription } of alarms) expect(AlarmDescription.length).toBeLessThan(600);
  });
});
