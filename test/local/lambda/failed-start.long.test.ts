import { expect, it } from 'vitest';
import { functionOf } from './handlers.ts';

interface FailedStart {
  readonly name: string;
  readonly code: string;
  readonly handler?: string;
  readonly errorType: string;
}

const FAILED_STARTS: readonly FailedStart[] = [
  {
    name: 'a module that throws',
    code: "throw new TypeError('no');",
    errorType: 'TypeError',
  },
  {
    name: 'a module that does not parse',
    code: 'export const = 1;',
    errorType: 'SyntaxError',
  },
  {
    name: 'a file that is not there',
    code: 'export const handler = async () => 1;',
    handler: 'other.handler',
    errorType: 'Runtime.ImportModuleError',
  },
  {
    name: 'an export that is not there',
    code: 'export const other = async () => 1;',
    errorType: 'Runtime.HandlerNotFound',
  },
  {
    name: 'a handler with a callback, which Node 24 no longer takes',
    code: 'export const handler = (event, context, callback) => callback();',
    errorType: 'Runtime.CallbackHandlerDeprecated',
  },
  {
    name: 'a module that ends the process',
    code: 'process.exit(0);',
    errorType: 'Runtime.ExitError',
  },
];

it.each(FAILED_STARTS)('reports $name as a failed start', async (row) => {
  const { code, handler = 'index.handler', errorType } = row;
  const { invoke } = await functionOf(code, { handler });

  const result = await invoke({});

  expect(result).toMatchObject({ outcome: 'init-error', errorType, durationMs: 0 });
});

it('reports a node that cannot be started', async () => {
  const { invoke } = await functionOf('', { nodePath: '/nowhere/node' });

  const result = await invoke({});

  expect(result).toMatchObject({ outcome: 'init-error', errorType: 'Runtime.ExitError' });
  expect(result).toHaveProperty('errorMessage', expect.stringContaining('/nowhere/node'));
});

it('refuses a variable that Lambda reserves, and names it', async () => {
  const environment = { AWS_REGION: 'eu-west-1', MINE: '1' };

  await expect(functionOf('', { environment })).rejects.toThrow(/reserves: AWS_REGION\.$/);
});

it('refuses an asset that is not there', async () => {
  await expect(functionOf('', { assetDirectory: '/nowhere' })).rejects.toThrow('/nowhere');
});
