import { Template } from 'aws-cdk-lib/assertions';
import * as logs from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import { parseWatchRequest } from '../../../functions/handlers/watch/watch-request.ts';
import { watchOf } from './watch-in-stack.ts';

describe('Watch.logGroup', () => {
  function watched(): Template {
    const watch = watchOf();
    const group = logs.LogGroup.fromLogGroupName(watch, 'App', '/app/storefront');
    watch.logGroup(group, { environments: ['production'] });
    return Template.fromStack(watch.fn.stack);
  }

  it("counts Twilio's refusals in the application's log, by code and by status, in one metric", () => {
    const filters = Object.values(watched().findResources('AWS::Logs::MetricFilter'));
    const patterns = filters.map(({ Properties }) => Properties.FilterPattern);
    expect(patterns).toEqual([
      expect.stringContaining('?"errors/20003"'),
      '"api.twilio.com" "401"',
    ]);
    const names = filters.map(({ Properties }) => Properties.MetricTransformations[0].MetricName);
    expect(new Set(names).size).toBe(1);
  });

  it('tells people at once, and verifies the environment at once', () => {
    const template = watched();
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 3,
      Period: 300,
      AlarmActions: ['arn:aws:sns:us-east-1:123456789012:alerts'],
      TreatMissingData: 'notBreaching',
    });
    const rules = Object.values(template.findResources('AWS::Events::Rule'));
    const rule = rules.find(
      ({ Properties }) => Properties.EventPattern.source[0] === 'aws.cloudwatch',
    );
    expect(rule?.['Properties'].EventPattern).toMatchObject({
      'detail-type': ['CloudWatch Alarm State Change'],
      detail: { state: { value: ['ALARM'] } },
    });
    expect(parseWatchRequest(JSON.parse(rule?.['Properties'].Targets[0].Input))).toEqual({
      trigger: 'alarm',
      environments: ['production'],
    });
  });

  it('takes several logs, and its own pattern and threshold', () => {
    const watch = watchOf();
    for (const name of ['/app/one', '/app/two']) {
      const group = logs.LogGroup.fromLogGroupName(watch, name, name);
      const filterPattern = logs.FilterPattern.literal('{ $.twilioCode = 20003 }');
      watch.logGroup(group, { environments: ['staging'], filterPattern, threshold: 1 });
    }
    const template = Template.fromStack(watch.fn.stack);
    template.resourceCountIs('AWS::Logs::MetricFilter', 2);
    template.allResourcesProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.twilioCode = 20003 }',
    });
  });

  it.each([
    { name: 'no environment', props: { environments: [] }, says: '"environments" is empty' },
    {
      name: 'an environment that is not declared',
      props: { environments: ['prod'] },
      says: 'Unknown environment: prod',
    },
    {
      name: 'a threshold of 0',
      props: { environments: ['staging'], threshold: 0 },
      says: '"threshold" is 0',
    },
  ])('refuses $name', ({ props, says }) => {
    const watch = watchOf();
    const group = logs.LogGroup.fromLogGroupName(watch, 'App', '/app');
    expect(() => watch.logGroup(group, props)).toThrow(says);
  });
});
