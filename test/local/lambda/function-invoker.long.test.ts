import { describe, expect, it } from 'vitest';
import { createFunctionInvoker } from '../../../local/lambda/function-invoker.ts';
import { functionOf } from './handlers.ts';

const ECHO =
  'export const handler = async (event) => { if (event.fails) throw new Error("no"); console.log(JSON.stringify(event)); return event; };';
const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:example';

describe('createFunctionInvoker', () => {
  it.each(['example', ARN, `${ARN}:1`])('finds a function as %s', async (name) => {
    const { invoke } = createFunctionInvoker([await functionOf(ECHO)]);
    expect(await invoke(name, { n: 1 })).toMatchObject({ outcome: 'returned', payload: { n: 1 } });
  });

  it.each(['other', `${ARN}-other`])('refuses %s', async (name) => {
    const { invoke, invokeAsync } = createFunctionInvoker([await functionOf(ECHO)]);
    await expect(invoke(name, {})).rejects.toThrow(`Function not found: ${name} (of example)`);
    expect(() => invokeAsync(name, {})).toThrow('Function not found');
  });

  it('accepts at once and reports when all that was accepted has ended, failures included', async () => {
    const echo = await functionOf(ECHO);
    const { invokeAsync, idle } = createFunctionInvoker([echo]);
    invokeAsync('example', { n: 1 });
    invokeAsync('example', { fails: true });
    expect(echo.logs).toEqual([]);
    await idle();
    expect(echo.logs).toContain('{"n":1}');
  });
});
