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

  function filterPatterns(): readonly string[] {
    const filters = Object.values(watched().findResources('AWS::Logs::MetricFilter'));
    return filters.map(({ Properties }) => Properties.FilterPattern);
  }

  it('has one filter, so that no line counts twice, in the characters that CloudWatch Logs takes', () => {
    const [pattern, ...others] = filterPatterns();
    expect(others).toEqual([]);
    expect(pattern).toMatch(/^%[A-Za-z0-9_#=@/;,^$?[\]{}|\\*+.-]+%$/);
    expect(pattern?.length).toBeLessThan(1_024);
  });

  const REFUSED = [
    'RestException [Error]: Authenticate https://www.twilio.com/docs/errors/20003',
    '{"level":"error","code":20003,"status":401}',
    '{"code": 20003}',
    String.raw`{"message":"{\"code\":20003,\"message\":\"Authenticate\"}"}`,
    String.raw`{"log":"{\\\"code\\\": 70051}"}`,
    '  code: 20005,',
    'GET https://api.twilio.com/2010-04-01/Accounts/AC1.json 401 12ms',
    'https://api.twilio.com/2010-04-01/Accounts answered 401',
    '"status":401,"url":"https://api.twilio.com/2010-04-01/Accounts"',
    '401 from api.twilio.com',
    '{"code":20003,"url":"https://api.twilio.com/","status":401,"moreInfo":"…/docs/errors/20003"}',
  ];
  const OTHER = [
    'sent 20003 messages',
    'https://www.twilio.com/docs/errors/21211',
    '{"code":21211}',
    'GET https://api.twilio.com/2010-04-01/Accounts/ACa401bf3/Messages.json 200',
    'GET https://api.twilio.com/2010-04-01/Accounts 200 in 4010 ms',
    'https://api.example.com/ answered 401',
  ];

  it.each([
    ...REFUSED.map((line) => ({ line, counts: true })),
    ...OTHER.map((line) => ({ line, counts: false })),
  ])('counts $line: $counts', ({ line, counts }) => {
    const [pattern = ''] = filterPatterns();
    expect(new RegExp(pattern.slice(1, -1)).test(line)).toBe(counts);
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
      ({ Properties }) => Properties.EventPattern.detail.state?.value[0] === 'ALARM',
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
