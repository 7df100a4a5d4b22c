import { onAbort } from '../../concurrency/on-abort.ts';

/** Places that are taken in the order of asking, and whose number changes. It begins with none. */
export interface Gate {
  /** Waits for a place; false where `signal` aborts first. */
  enter(signal: AbortSignal): Promise<boolean>;
  leave(): void;
  /** So many places from now on; places that are taken stay so until they are left. */
  open(places: number): void;
  readonly inside: () => number;
  readonly waiting: () => number;
}

export function createGate(): Gate {
  const queue = new Set<() => void>();
  let places = 0;
  let inside = 0;
  const letIn = (): void => {
    for (const enter of queue) {
      if (inside >= places) return;
      queue.delete(enter);
      inside += 1;
      enter();
    }
  };
  return {
    enter: async (signal) => {
      if (signal.aborted) return false;
      return await new Promise<boolean>((resolve) => {
        const enter = (): void => {
          letGo();
          resolve(true);
        };
        const letGo = onAbort(signal, () => {
          queue.delete(enter);
          resolve(false);
        });
        queue.add(enter);
        letIn();
      });
    },
    leave: () => {
      inside -= 1;
      letIn();
    },
    open: (count) => {
      places = count;
      letIn();
    },
    inside: () => inside,
    waiting: () => queue.size,
  };
}
