/** How a child of a map, or an item of it, stands. */
const CHILD_STATES = ['pending', 'running', 'succeeded', 'failed', 'timedOut', 'aborted'] as const;
export type ChildState = (typeof CHILD_STATES)[number];

/** Numbers of children, or of the items in them, by how they stand. */
export interface Counts extends Record<ChildState, number> {
  total: number;
  resultsWritten: number;
}

/** A map under way, or ended. */
export interface MapRun {
  readonly arn: string;
  readonly executionArn: string;
  readonly startedAt: Date;
  readonly maxConcurrency: number;
  readonly toleratedFailurePercentage: number;
  readonly toleratedFailureCount: number;
  /** Of the children. */
  readonly executionCounts: Readonly<Counts>;
  readonly itemCounts: Readonly<Counts>;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly stoppedAt: Date | undefined;
}

/** A map's record, and what writes in it. */
export interface OpenMapRun {
  readonly mapRun: MapRun;
  /** Moves a child and its items from one state to another. */
  move(items: number, from: ChildState, to: ChildState): void;
  end(status: MapRun['status'], at: Date): void;
}

type Opened = Omit<MapRun, 'executionCounts' | 'itemCounts' | 'status' | 'stoppedAt'>;

/** Opens the record of a map whose children are all pending. */
export function openMapRun(
  opened: Opened,
  totals: { readonly executions: number; readonly items: number },
): OpenMapRun {
  const executionCounts = countsOf(totals.executions);
  const itemCounts = countsOf(totals.items);
  const ended: { status: MapRun['status']; stoppedAt: Date | undefined } = {
    status: 'RUNNING',
    stoppedAt: undefined,
  };
  return {
    mapRun: {
      ...opened,
      executionCounts,
      itemCounts,
      get status() {
        return ended.status;
      },
      get stoppedAt() {
        return ended.stoppedAt;
      },
    },
    move: (items, from, to) => {
      executionCounts[from] -= 1;
      executionCounts[to] += 1;
      itemCounts[from] -= items;
      itemCounts[to] += items;
    },
    end: (status, at) => {
      for (const counts of [executionCounts, itemCounts]) {
        counts.aborted += counts.pending;
        counts.pending = 0;
        counts.resultsWritten = counts.total - counts.aborted;
      }
      ended.status = status;
      ended.stoppedAt = at;
    },
  };
}

function countsOf(total: number): Counts {
  const none = Object.fromEntries(CHILD_STATES.map((state) => [state, 0]));
  return { ...(none as Record<ChildState, number>), pending: total, total, resultsWritten: 0 };
}
