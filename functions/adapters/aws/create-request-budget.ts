import type { BudgetState, BudgetStore } from '../../domain/fleet/rate/request-budget.ts';
import type { CallLimits } from './create-request-handler.ts';
import { type Attributes, createRevisedItems } from './revised-items.ts';

/** For a person who looks after a run; then DynamoDB's TTL (`expiresAt`) takes it away. */
const KEPT_SECONDS = 86_400;

/**
 * Budgets in a table (`pk` `BUDGET#key`, `sk` `BUDGET`), each change a conditional write. What this version cannot
 * read counts as no budget, over which the next write begins anew.
 *
 * Throws `PreflightError` `history.unavailable` where DynamoDB gives no usable answer.
 */
export function createRequestBudget(options: CallLimits & { readonly table: string }): BudgetStore {
  const { read, put } = createRevisedItems(options);
  return {
    read: async (key, call) => {
      const item = await read(keyOf(key), call);
      const { revision } = item;
      return { revision: typeof revision === 'number' ? revision : 0, state: stateIn(item) };
    },
    put: (key, { revision, state }, call) => {
      const expiresAt = Math.ceil(latestMs(state) / 1_000) + KEPT_SECONDS;
      const item = { ...keyOf(key), revision, expiresAt, state: JSON.stringify(state) };
      return put(item, call);
    },
  };
}

function keyOf(key: string): { readonly pk: string; readonly sk: string } {
  return { pk: `BUDGET#${key}`, sk: 'BUDGET' };
}

function latestMs({ level, leases }: BudgetState): number {
  const ends = Object.values(leases).map(({ untilMs }) => untilMs);
  return Math.max(level.raisedAtMs, level.loweredAtMs, ...ends);
}

function stateIn({ state }: Attributes): BudgetState | undefined {
  try {
    const value: unknown = JSON.parse(String(state));
    return isState(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** By the members that decide. */
function isState(value: unknown): value is BudgetState {
  if (typeof value !== 'object' || value === null) return false;
  const { level, leases } = value as Partial<BudgetState>;
  return Number.isFinite(level?.limit) && typeof leases === 'object' && leases !== null;
}
