import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPowertoolsMetrics } from '../../../../functions/adapters/metrics/powertools-metrics.ts';
import { METRICS } from '../../../../functions/contract.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Takes the place of standard output and error; gives every line. */
function linesOf(): readonly string[] {
  const lines: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    });
  }
  return lines;
}

interface EmbeddedMetrics {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly [
      {
        readonly Namespace: string;
        readonly Dimensions: readonly (readonly string[])[];
        readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
      },
    ];
  };
  readonly [member: string]: unknown;
}

function parsed(lines: readonly string[]): readonly EmbeddedMetrics[] {
  return lines.map((line) => JSON.parse(line));
}

describe('metrics', () => {
  it('are one line of the embedded metric format per environment, and one for the service', async () => {
    const lines = linesOf();
    const metrics = createPowertoolsMetrics({ service: 'Preflight' });
    metrics.record('twilioRequestTime', 120);
    metrics.record('twilioErrors', 0);
    metrics.record('twilioRequestTime', 80);
    metrics.record('twilioErrors', 1);
    metrics.record('verificationTime', 412);
    metrics.record('verdict', 3, 'production');
    metrics.record('inconclusive', 0, 'production');
    metrics.record('secretVersionAgeDays', 12.5, 'production');
    metrics.record('verdict', 0, 'staging');
    await metrics.publish();
    const [service, production, staging, ...others] = parsed(lines);
    expect(others).toEqual([]);
    expect(service?._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'TwilioPreflight',
        Dimensions: [['service']],
        Metrics: [
          { Name: 'TwilioRequestTime', Unit: 'Milliseconds' },
          { Name: 'TwilioErrors', Unit: 'Count' },
          { Name: 'VerificationTime', Unit: 'Milliseconds' },
        ],
      },
    ]);
    expect(service).toMatchObject({
      service: 'Preflight',
      TwilioRequestTime: [120, 80],
      TwilioErrors: [0, 1],
      VerificationTime: 412,
    });
    expect(production?._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'TwilioPreflight',
        Dimensions: [['service', 'environment']],
        Metrics: [
          { Name: 'Verdict', Unit: 'None' },
          { Name: 'Inconclusive', Unit: 'Count' },
          { Name: 'SecretVersionAgeDays', Unit: 'None' },
        ],
      },
    ]);
    expect(production).toMatchObject({
      service: 'Preflight',
      environment: 'production',
      Verdict: 3,
    });
    expect(staging).toMatchObject({ environment: 'staging', Verdict: 0 });
  });

  it('have the dimensions that the contract names, and nothing of the event', async () => {
    const lines = linesOf();
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'gate');
    const metrics = createPowertoolsMetrics({ service: 'Preflight' });
    metrics.record('verdict', 0, 'production');
    await metrics.publish();
    const [line = {}] = parsed(lines);
    const { serviceDimension, environmentDimension, verdict } = METRICS;
    expect(Object.keys(line).toSorted()).toEqual(
      ['_aws', serviceDimension, environmentDimension, verdict].toSorted(),
    );
  });

  it('write nothing at first, nothing where nothing was recorded, and nothing twice', async () => {
    const lines = linesOf();
    const metrics = createPowertoolsMetrics({ service: 'Preflight' });
    await metrics.publish();
    metrics.record('verdict', 0, 'production');
    expect(lines).toEqual([]);
    await metrics.publish();
    await metrics.publish();
    expect(lines).toHaveLength(1);
  });

  it('leave out what is no number', async () => {
    const lines = linesOf();
    const metrics = createPowertoolsMetrics({ service: 'Preflight' });
    metrics.record('verificationTime', Number.NaN);
    metrics.record('verificationTime', Number.POSITIVE_INFINITY);
    await metrics.publish();
    expect(lines).toEqual([]);
  });

  it('take several lines for more than 100 values, and keep their dimension', async () => {
    for (const count of [100, 250]) {
      const lines = linesOf();
      const metrics = createPowertoolsMetrics({ service: 'Preflight' });
      for (let index = 0; index < count; index += 1) metrics.record('twilioRequestTime', index);
      await metrics.publish();
      const values = parsed(lines).flatMap((line) => line['TwilioRequestTime']);
      expect(values).toEqual(Array.from({ length: count }, (_, index) => index));
      for (const line of parsed(lines)) expect(line['service']).toBe('Preflight');
      vi.restoreAllMocks();
    }
  });

  it('are bounded, however long nobody publishes them', async () => {
    const lines = linesOf();
    const metrics = createPowertoolsMetrics({ service: 'Preflight' });
    for (let index = 0; index < 5_000; index += 1) metrics.record('twilioRequestTime', index);
    await metrics.publish();
    expect(parsed(lines).flatMap((line) => line['TwilioRequestTime'])).toHaveLength(1_000);
  });

  it('are lost rather than thrown when standard output is full', async () => {
    vi.spyOn(process.stdout, 'write').mockImplementation(() => {
      throw new Error('ENOSPC');
    });
    const metrics = createPowertoolsMetrics({ service: 'Preflight' });
    metrics.record('verdict', 0, 'production');
    await expect(metrics.publish()).resolves.toBeUndefined();
  });
});
