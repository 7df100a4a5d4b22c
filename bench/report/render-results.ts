import { LATENCY_MS, type LatencyResult } from '../latency/measure-latency.ts';
import type { Results } from './results.ts';
import { table } from './table.ts';
import type { Judgement } from './thresholds.ts';

/** The results as a person reads them, ending with the thresholds. */
export function renderResults({
  node,
  rounds,
  startup,
  command,
  latency,
  thresholds,
}: Results): string {
  return [
    `Medians of ${rounds} rounds, of at most 3 for the sequential script; bundles run by Node ${node}.`,
    '',
    'Start-up: process start to the first job answered',
    table(
      ['handler', 'bytes', 'at start', 'init ms', 'first ms', 'total ms', 'gate / it'],
      startup.map((one) => [
        one.variant,
        one.bytes,
        one.startBytes,
        one.initMs,
        one.firstMs,
        one.totalMs,
        one.gateRatio.toFixed(2),
      ]),
    ),
    '',
    'The packed command line: process start to its end',
    table(
      ['command', 'ms', 'node -e 0 ms', 'it / node -e 0'],
      command.map(({ variant, ms, nodeMs, ratio }) => [
        variant === 'help' ? '--help' : 'verify, 3 environments',
        ms,
        nodeMs,
        ratio.toFixed(2),
      ]),
    ),
    '',
    `A passing verification, Twilio's answers ${LATENCY_MS} ms late`,
    latencyTable(latency.filter(({ column }) => column === 'twilio')),
    '',
    `The same, Secrets Manager's answers ${LATENCY_MS} ms late too`,
    latencyTable(latency.filter(({ column }) => column === 'twilio-and-aws')),
    '',
    thresholdTable(thresholds),
  ].join('\n');
}

/** What was promised, and whether it was kept. */
export function thresholdTable(thresholds: readonly Judgement[]): string {
  const rows = thresholds.map(({ promise, measured, limit, met }) => [
    promise,
    measured,
    limit,
    met ? 'ok' : 'NOT MET',
  ]);
  return `Thresholds\n${table(['', 'measured', 'at most', ''], rows)}`;
}

function latencyTable(results: readonly LatencyResult[]): string {
  return table(
    ['environments', 'requests', 'gate ms', 'gate depth', 'sequential ms', 'sequential depth'],
    results.map(({ environments, gate, sequential }) => [
      `${environments}`,
      gate.requests,
      gate.ms,
      gate.depth,
      sequential.ms,
      sequential.depth,
    ]),
  );
}
