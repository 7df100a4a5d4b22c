import { FLEET_LATENCY_MS, type FleetResult } from '../fleet/measure-fleet.ts';
import { thresholdTable } from './render-results.ts';
import { table } from './table.ts';
import type { Judgement } from './thresholds.ts';

/** Everything one run of `--fleet` measured, as `--json` prints it. */
export interface FleetResults {
  readonly node: string;
  readonly rounds: number;
  readonly fleet: readonly FleetResult[];
  readonly thresholds: readonly Judgement[];
}

/** Holds the smallest and the largest fleet against what is promised; throws where only one was measured. */
export function judgeFleet(results: readonly FleetResult[]): readonly Judgement[] {
  const [small, large] = [results[0], results.at(-1)];
  if (small === undefined || large === undefined || small === large) {
    throw new Error('Two fleets are compared: one of them was not measured.');
  }
  const [from, to] = [small, large].map(({ members }) => members.toLocaleString('en-US'));
  const growth = large.members / small.members;
  return [
    judgement(`bare client / fleet, requests a second, ${from}`, 1 / small.throughputRatio, 1.25),
    judgement(`bare client / fleet, requests a second, ${to}`, 1 / large.throughputRatio, 1.25),
    judgement(`peak memory, ${to} / ${from}`, large.fleet.peakBytes / small.fleet.peakBytes, 1.3),
    judgement(`time of a member, ${to} / ${from}`, large.fleet.ms / growth / small.fleet.ms, 1.1),
  ];
}

function judgement(promise: string, measured: number, limit: number): Judgement {
  return { promise, measured, limit, met: measured <= limit };
}

const MEGABYTE = 1_000_000;

/** The results as a person reads them, ending with the thresholds. */
export function renderFleet({ node, rounds, fleet, thresholds }: FleetResults): string {
  return [
    `Medians of ${rounds} rounds, by Node ${node}.`,
    '',
    `Fleets, Twilio's answers ${FLEET_LATENCY_MS} ms late, 20 requests at once`,
    table(
      ['members', 'requests', 'fleet ms', 'bare ms', 'fleet / bare', 'peak MB', 'bare peak MB'],
      fleet.map(({ members, fleet: own, bare, throughputRatio }) => [
        members.toLocaleString('en-US'),
        own.requests,
        own.ms,
        bare.ms,
        throughputRatio.toFixed(2),
        own.peakBytes / MEGABYTE,
        bare.peakBytes / MEGABYTE,
      ]),
    ),
    '',
    thresholdTable(thresholds),
  ].join('\n');
}
