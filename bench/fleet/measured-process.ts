import {
  askBare,
  type FleetWork,
  type Measured,
  verifyFleet,
  WARM_UP_MEMBERS,
} from './fleet-work.ts';

const KILOBYTE = 1_024;

// A process of its own for each size: the peak of its memory is of that size.
const [, , kind, origin = '', count] = process.argv;
const doWork = kind === 'bare' ? askBare : verifyFleet;
const work: FleetWork = { origin, from: WARM_UP_MEMBERS, count: Number(count) };
await doWork({ origin, from: 0, count: WARM_UP_MEMBERS });
const startedMs = performance.now();
const requests = await doWork(work);
const ms = performance.now() - startedMs;
const peakBytes = process.resourceUsage().maxRSS * KILOBYTE;
process.send?.({ ms, requests, peakBytes } satisfies Measured);
process.disconnect?.();
