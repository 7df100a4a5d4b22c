import { statSync } from 'node:fs';
import { createBoundedLog } from '../aws/bounded-log.ts';
import { childEnvironment } from './child-environment.ts';
import { type ExecutionEnvironment, startEnvironment } from './execution-environment.ts';
import type { FunctionOptions, Invocation, LocalFunction } from './local-function.ts';

/**
 * Prepares a function; its first process starts with its first invocation, as in Lambda, so that a
 * function that cannot load is an outcome of `invoke`.
 *
 * Rejects when there is no asset directory, and for variables that Lambda reserves.
 */
export async function startFunction(options: FunctionOptions): Promise<LocalFunction> {
  refuseUndeployable(options);
  const { functionName, region = 'us-east-1', accountId = '111122223333' } = options;
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
  const log = createBoundedLog<string>();
  const onLine = (line: string): void => {
    log.add(line);
    options.onLine?.(line);
  };
  const start = { options, functionArn: arn, onLine };
  const pool = createPool(() => startEnvironment(start));
  return {
    functionName,
    arn,
    environment: options.environment,
    invoke: (event) => pool.run(JSON.stringify(event) ?? 'null'),
    get logs() {
      return log.list();
    },
    close: pool.close,
  };
}

function refuseUndeployable(options: FunctionOptions): void {
  const { assetDirectory, functionName } = options;
  if (statSync(assetDirectory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`The code of ${functionName} is not there: ${assetDirectory} is no directory.`);
  }
  childEnvironment(options, '');
}

interface Pool {
  run(body: string): Promise<Invocation>;
  close(): Promise<void>;
}

/** Idle environments are used again, the one that ran last first; a busy pool grows. */
function createPool(start: () => Promise<ExecutionEnvironment>): Pool {
  const all = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  let isClosed = false;
  const takeIdle = (): ExecutionEnvironment | undefined => {
    let candidate = idle.pop();
    while (candidate?.isOver === true) candidate = idle.pop();
    return candidate;
  };
  return {
    run: async (body) => {
      const environment = takeIdle() ?? (await start());
      all.add(environment);
      if (isClosed) {
        await environment.close();
        throw new Error('The function is closed.');
      }
      const invocation = await environment.run(body);
      if (environment.isOver) all.delete(environment);
      else idle.push(environment);
      return invocation;
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...all].map((environment) => environment.close()));
    },
  };
}
