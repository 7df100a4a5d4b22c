/** What is measured; names, units and dimensions are those of METRICS in functions/contract.ts. */
export type MetricName =
  | 'verdict'
  | 'inconclusive'
  | 'secretVersionAgeDays'
  | 'keyAgeDays'
  | 'verificationTime'
  | 'twilioRequestTime'
  | 'twilioErrors'
  | 'unconfirmedSubscriptions'
  | 'fleetMembers'
  | 'fleetFailed'
  | 'fleetInconclusive';

/** Measurements. Never throws: what is not measured must not hold or open a gate. */
export interface Metrics {
  /** Keeps one value; `environment` for those that are of one environment. */
  record(name: MetricName, value: number, environment?: string): void;
  /** Writes out what was kept since the last time, and forgets it. */
  publish(): Promise<void>;
}
