import type { Invocation, LocalFunction } from './local-function.ts';

/** The functions of a world by their names, as AWS services invoke them. */
export interface FunctionInvoker {
  /** Accepts an invocation and returns; throws for a function that there is not. */
  invokeAsync(functionName: string, event: unknown): void;
  /** Invokes and waits for the outcome; rejects for a function that there is not. */
  invoke(functionName: string, event: unknown): Promise<Invocation>;
  /** Resolves once every invocation that was accepted so far has ended. */
  idle(): Promise<void>;
}

/**
 * Makes an invoker of functions, which may be called by name or by ARN, any version. An asynchronous
 * invocation is tried once: Lambda's own retries, two by default, are left out.
 */
export function createFunctionInvoker(functions: Iterable<LocalFunction>): FunctionInvoker {
  const all = [...functions];
  const invocations = new Set<Promise<unknown>>();
  const find = (wanted: string): LocalFunction => {
    const found = all.find(
      ({ functionName, arn }) => wanted === functionName || `${wanted}:`.startsWith(`${arn}:`),
    );
    if (found !== undefined) return found;
    const names = all.map(({ functionName }) => functionName).join(', ');
    throw new Error(`Function not found: ${wanted} (of ${names})`);
  };
  const keep = (invocation: Promise<Invocation>): Promise<Invocation> => {
    const kept: Promise<void> = invocation.then(
      () => void invocations.delete(kept),
      () => void invocations.delete(kept),
    );
    invocations.add(kept);
    return invocation;
  };
  return {
    invokeAsync: (functionName, event) => {
      // The caller does not wait for it: its outcome is in the function's logs.
      keep(find(functionName).invoke(event)).catch(() => undefined);
    },
    invoke: async (functionName, event) => await keep(find(functionName).invoke(event)),
    idle: async () => {
      while (invocations.size > 0) await Promise.all(invocations);
    },
  };
}
