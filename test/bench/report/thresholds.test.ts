import { expect, it } from 'vitest';
import type { LatencyColumn, LatencyResult } from '../../../bench/latency/measure-latency.ts';
import { renderResults } from '../../../bench/report/render-results.ts';
import type { Measurements } from '../../../bench/report/results.ts';
import { judge } from '../../../bench/report/thresholds.ts';
import type { Variant } from '../../../bench/startup/bundles.ts';
import type { StartupResult } from '../../../bench/startup/measure-startup.ts';

function startup(variant: Variant, gateRatio: number, bytes: number): StartupResult {
  return { variant, gateRatio, bytes, startBytes: bytes, initMs: 100, firstMs: 50, totalMs: 150 };
}

function latency(column: LatencyColumn, environments: number, ms: number): LatencyResult {
  const gate = { ms, requests: 2 * environments, depth: 1 };
  return { column, environments, gate, sequential: { ...gate, depth: gate.requests } };
}

const measurements: Measurements = {
  startup: [startup('gate', 1, 1_000_000), startup('floor', 1.15, 1), startup('obvious', 0.61, 1)],
  command: [
    { variant: 'help', ms: 100, nodeMs: 40, ratio: 2.5 },
    { variant: 'verify', ms: 244, nodeMs: 40, ratio: 6.1 },
  ],
  latency: [
    latency('twilio', 1, 105),
    latency('twilio', 50, 168),
    latency('twilio-and-aws', 1, 200),
    latency('twilio-and-aws', 50, 321),
  ],
};

it('keeps a promise up to its limit, and not beyond', () => {
  expect(judge(measurements).map(({ promise, met }) => [promise, met])).toEqual([
    ['start-up, gate / floor', true],
    ['start-up, gate / obvious', false],
    ['gate bundle, bytes', true],
    ['--help / node -e 0', true],
    ['verify, 3 environments / node -e 0', false],
    ['50 environments / 1, Twilio late', true],
    ['50 environments / 1, AWS late too', false],
  ]);
});

it.each<[string, Measurements]>([
  ['a handler', { ...measurements, startup: [] }],
  ['a command', { ...measurements, command: [] }],
  ['a fleet', { ...measurements, latency: [] }],
])('fails rather than judge %s that was not measured', (_name, incomplete) => {
  expect(() => judge(incomplete)).toThrow(/not measured/);
});

it('says at the end of the tables which promises were not kept', () => {
  const thresholds = judge(measurements);
  const text = renderResults({ ...measurements, node: '24.0.0', rounds: 7, thresholds });

  expect(text).toMatch(/gate \/ obvious +0\.61 +0\.60 +NOT MET$/m);
  expect(text).toMatch(/gate bundle, bytes +1,000,000 +1,000,000 +ok$/m);
});
