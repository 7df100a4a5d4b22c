import { describeDefect } from '../../model/describe-defect.ts';
import type { Clock, Log, Randomness } from '../../model/ports.ts';
import { PreflightError } from '../../model/preflight-error.ts';
import { exchangeLease } from './exchange-lease.ts';
import type { Observed } from './observed.ts';
import type { BudgetStore, Seen } from './request-budget.ts';

export interface SharedBudgetOptions {
  /** Names what is shared: the parent's Account SID, else `fleet`. */
  readonly key: string;
  readonly store: BudgetStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Pick<Log, 'warn'>;
}

/** Reports what was seen and asks for permits: so many are leased; undefined where the store does not answer. */
export type ExchangeWithStore = (wanted: number, observed: Observed) => Promise<number | undefined>;

const MOST_CONFLICTS = 6;
const CONFLICT_MS = 40;

/** Exchanges by conditional writes, again after each conflict. The first failure is logged, no other is. */
export function createExchange(options: SharedBudgetOptions): ExchangeWithStore {
  const { randomness, log } = options;
  const worker = randomness.uuid();
  let hasFailed = false;
  return async (wanted, observed) => {
    const seen = observed.take();
    try {
      return await written(options, { worker, wanted, seen });
    } catch (error) {
      observed.restore(seen);
      const detail = describeDefect(error).text;
      if (!hasFailed) {
        log.warn('the shared budget of requests does not answer: this worker has its own', {
          detail,
        });
      }
      hasFailed = true;
      return undefined;
    }
  };
}

interface Report {
  readonly worker: string;
  readonly wanted: number;
  readonly seen: Seen;
}

async function written(options: SharedBudgetOptions, report: Report): Promise<number> {
  const { key, store, clock, randomness } = options;
  const { signal } = new AbortController();
  for (let conflicts = 0; conflicts < MOST_CONFLICTS; conflicts += 1) {
    const { revision, state: before } = await store.read(key, { signal });
    const state = exchangeLease(before, { ...report, nowMs: clock.now().getTime() });
    const outcome = await store.put(key, { revision: revision + 1, state }, { signal });
    if (outcome === 'stored') return state.leases[report.worker]?.permits ?? 0;
    await clock.sleep(randomness.fraction() * CONFLICT_MS * 2 ** conflicts);
  }
  throw new PreflightError('Too many workers wrote at once', {
    code: 'history.unavailable',
    fault: 'service',
  });
}
