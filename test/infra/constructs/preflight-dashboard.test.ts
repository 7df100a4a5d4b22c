import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import {
  PreflightDashboard,
  type PreflightDashboardProps,
} from '../../../infra/constructs/preflight-dashboard.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';
import { fleetOf, watchedFunction } from './monitoring/watched-functions.ts';

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly yAxis?: { readonly left?: unknown };
    readonly annotations?: { readonly horizontal?: readonly { readonly value: number }[] };
  };
}

function draw(props: Partial<PreflightDashboardProps> = {}, configuration = CONFIGURATION) {
  const stack = testStack('us-east-1');
  new PreflightDashboard(stack, 'Board', {
    configFile: writeConfiguration(configuration),
    functions: [watchedFunction(stack, 'gate')],
    ...props,
  });
  const template = Template.fromStack(stack);
  const [{ Properties } = { Properties: undefined }] = Object.values(
    template.findResources('AWS::CloudWatch::Dashboard'),
  );
  const body = JSON.parse(bodyText(Properties.DashboardBody)) as {
    readonly start: string;
    readonly widgets: readonly Widget[];
  };
  return { template, start: body.start, widgets: body.widgets };
}

/** The body with its Region as CloudFormation would fill it in. */
function bodyText(body: { readonly 'Fn::Join': readonly [string, readonly unknown[]] }): string {
  return body['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : 'us-east-1'))
    .join('');
}

function widget(widgets: readonly Widget[], title: string): Widget['properties'] {
  const found = widgets.find(({ properties }) => properties.title?.startsWith(title));
  expect(found).toBeDefined();
  return found?.properties ?? {};
}

describe('PreflightDashboard', () => {
  const { template, widgets, start } = draw();

  it('shows the worst verdict of each environment, against the names of the verdicts', () => {
    const { metrics, yAxis, annotations } = widget(widgets, 'Verdict per environment');
    expect(metrics?.map((metric) => metric.slice(0, 6))).toEqual([
      ['TwilioPreflight', 'Verdict', 'environment', 'staging', 'service', 'Test'],
      ['TwilioPreflight', 'Verdict', 'environment', 'production', 'service', 'Test'],
    ]);
    expect(metrics?.map((metric) => metric[6])).toEqual([
      { label: 'staging', period: 3600, stat: 'Maximum' },
      { label: 'production', period: 3600, stat: 'Maximum' },
    ]);
    expect(yAxis?.left).toEqual({ min: 0, max: 3, showUnits: false });
    expect(annotations?.horizontal).toEqual([
      { value: 0, label: 'pass', color: expect.any(String), yAxis: 'left' },
      { value: 1, label: 'warn', color: expect.any(String), yAxis: 'left' },
      { value: 2, label: 'inconclusive', color: expect.any(String), yAxis: 'left' },
      { value: 3, label: 'fail', color: expect.any(String), yAxis: 'left' },
    ]);
  });

  it('shows how many are not told of alerts', () => {
    const { metrics } = widget(widgets, 'Subscriptions that get no alerts');
    expect(metrics?.map((metric) => metric.slice(0, 4))).toEqual([
      ['TwilioPreflight', 'UnconfirmedSubscriptions', 'service', 'Test'],
    ]);
  });

  it('shows how old the version of each secret is, against 90 days', () => {
    const { metrics, annotations } = widget(widgets, 'Age of the secret version');
    expect(metrics?.map(([, name, , environment]) => [name, environment])).toEqual([
      ['SecretVersionAgeDays', 'staging'],
      ['SecretVersionAgeDays', 'production'],
    ]);
    expect(annotations?.horizontal?.map(({ value }) => value)).toEqual([90]);
  });

  it.each([
    { title: 'Verification time', metric: 'VerificationTime' },
    { title: 'Twilio: request time and errors', metric: 'TwilioRequestTime' },
  ])('shows the median, the 95th percentile and the maximum: $title', ({ title, metric }) => {
    const shown = widget(widgets, title).metrics?.filter(([, name]) => name === metric);
    expect(shown?.map((entry) => entry.slice(0, 4))).toEqual(
      Array.from({ length: 3 }, () => ['TwilioPreflight', metric, 'service', 'Test']),
    );
    expect(shown?.map((entry) => (entry[4] as { stat: string }).stat)).toEqual([
      'p50',
      'p95',
      'Maximum',
    ]);
  });

  it("shows Twilio's errors beside its times", () => {
    const { metrics } = widget(widgets, 'Twilio: request time and errors');
    expect(metrics?.at(-1)).toEqual([
      'TwilioPreflight',
      'TwilioErrors',
      'service',
      'Test',
      { label: 'errors', period: 3600, stat: 'Sum', yAxis: 'right' },
    ]);
  });

  it('shows what each function did, and its duration against its time limit', () => {
    const counts = widget(widgets, 'gate: runs').metrics?.map(([, name]) => name);
    expect(counts).toEqual(['Invocations', 'Errors', 'Throttles', 'AsyncEventsDropped']);
    const { annotations } = widget(widgets, 'gate: duration');
    expect(annotations?.horizontal?.map(({ value }) => value)).toEqual([120_000]);
  });

  it('finds the environments of a fleet above 50 by search', () => {
    const fleet = draw({}, fleetOf(51)).widgets;
    expect(widget(fleet, 'Verdict per environment').metrics).toEqual([
      [
        {
          expression: `SEARCH('{TwilioPreflight,environment,service} MetricName="Verdict" service="Test"', 'Maximum', 3600)`,
          label: `\${PROP('Dim.environment')}`,
          period: 3600,
        },
      ],
    ]);
    const fifty = draw({}, fleetOf(50)).widgets;
    expect(widget(fifty, 'Verdict per environment').metrics).toHaveLength(50);
  });

  it('names the runbook, and links to it where it has an address', () => {
    const textOf = (shown: readonly Widget[]) => shown[0]?.properties.markdown;
    expect(textOf(widgets)).toContain('runbook (`docs/runbook.md`)');
    const runbookUrl = 'https://wiki.example.com/twilio';
    expect(textOf(draw({ runbookUrl }).widgets)).toContain(`[runbook](${runbookUrl})`);
  });

  it('has no name of its own, and shows two weeks', () => {
    template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: Match.absent() });
    expect(start).toBe('-P14D');
  });

  it('takes a name, a span and a service', () => {
    const other = draw({
      dashboardName: 'twilio',
      defaultInterval: Duration.days(3),
      service: 'Gate',
    });
    expect(other.start).toBe('-P3D');
    expect(JSON.stringify(other.widgets)).toContain('"service","Gate"');
    other.template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: 'twilio' });
  });
});
