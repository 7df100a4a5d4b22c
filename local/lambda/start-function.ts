import type { FunctionOptions, LocalFunction } from './local-function.ts';

/** Prepares a function; its first process starts with its first invocation, as in Lambda. */
export async function startFunction(options: FunctionOptions): Promise<LocalFunction> {
  throw new Error(`body follows: ${options.functionName}`);
}
