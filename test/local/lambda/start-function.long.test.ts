import { expect, it } from 'vitest';
import { assetWith, functionOf } from './handlers.ts';

const ANSWER_PID = 'export const handler = async () => process.pid;';

it('returns what the handler returns, and the time that a cold start took', async () => {
  const { invoke } = await functionOf('export const handler = async (event) => ({ got: event });');

  const first = await invoke({ a: ['ü', 1, null] });
  const second = await invoke('text');

  expect(first).toMatchObject({ outcome: 'returned', payload: { got: { a: ['ü', 1, null] } } });
  expect(first.initMs).toBeGreaterThan(0);
  expect(second).toMatchObject({ outcome: 'returned', payload: { got: 'text' } });
  expect(second).not.toHaveProperty('initMs');
});

it('returns null for a handler that returns nothing', async () => {
  const { invoke } = await functionOf('export const handler = async () => {};');

  expect(await invoke({})).toMatchObject({ outcome: 'returned', payload: null });
});

it('gives the handler its name and the time that is left', async () => {
  const { invoke, arn } = await functionOf(
    `export const handler = async (_event, context) => ({
      ...context, remainingMs: context.getRemainingTimeInMillis(), directory: process.cwd() });`,
    { timeoutMs: 900_000, memoryMb: 256 },
  );

  const { requestId, ...result } = await invoke({});
  const payload = 'payload' in result ? (result.payload as Record<string, unknown>) : {};

  expect(payload).toMatchObject({
    awsRequestId: requestId,
    functionName: 'example',
    invokedFunctionArn: arn,
    memoryLimitInMB: '256',
  });
  expect(payload['remainingMs']).toBeLessThanOrEqual(900_000);
  expect(payload['remainingMs']).toBeGreaterThan(600_000);
});

it("gives the process its own variables and Lambda's, and none of this process", async () => {
  const { invoke } = await functionOf('export const handler = async () => process.env;', {
    environment: { OWN: 'yes' },
    region: 'eu-west-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 'token' },
    logging: { format: 'JSON', level: 'INFO' },
  });

  const result = await invoke({});
  const variables = 'payload' in result ? (result.payload as Record<string, string>) : {};

  expect(variables).toMatchObject({
    OWN: 'yes',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SESSION_TOKEN: 'token',
    AWS_LAMBDA_FUNCTION_NAME: 'example',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_LEVEL: 'INFO',
    _HANDLER: 'index.handler',
  });
  expect(variables).not.toHaveProperty('VITEST');
  expect(variables).not.toHaveProperty('NODE_OPTIONS');
  expect(variables['HOME']).not.toBe(process.env['HOME']);
});

it('reports what the handler throws, and uses the process again', async () => {
  const { invoke } = await functionOf(
    `export const handler = async (event) => {
      if (event.fail) throw new RangeError('too far');
      return process.pid;
    };`,
  );

  const before = await invoke({});
  const failed = await invoke({ fail: true });
  const after = await invoke({});

  expect(failed).toMatchObject({
    outcome: 'error',
    errorType: 'RangeError',
    errorMessage: 'too far',
  });
  expect(after).toHaveProperty('payload', 'payload' in before && before.payload);
});

it('reports a process that ends, and starts another one', async () => {
  const { invoke } = await functionOf(
    'export const handler = async (event) => event.exit && process.exit(3);',
  );

  const ended = await invoke({ exit: true });

  expect(ended).toMatchObject({ outcome: 'error', errorType: 'Runtime.ExitError' });
  expect(ended).toHaveProperty('errorMessage', expect.stringContaining('exit status 3'));
  expect(await invoke({})).toHaveProperty('initMs');
});

it('kills a process at the time limit, whatever it does, and starts another one', async () => {
  const { invoke } = await functionOf(
    `process.on('SIGTERM', () => {});
    export const handler = async (event) => { while (event.hang); };`,
    { timeoutMs: 2_000 },
  );

  await invoke({});
  const late = await invoke({ hang: true });

  expect(late).toMatchObject({ outcome: 'timed-out', errorType: 'Sandbox.Timedout' });
  expect(late).toHaveProperty('errorMessage', expect.stringContaining('after 2.00 seconds'));
  expect(late.durationMs).toBeGreaterThanOrEqual(1_999);
  expect(await invoke({})).toMatchObject({ outcome: 'returned', initMs: expect.any(Number) });
});

it('runs invocations at the same time in processes of their own, and later ones in idle ones', async () => {
  const { invoke } = await functionOf(ANSWER_PID);

  const together = await Promise.all([invoke({}), invoke({})]);
  const pids = together.map((each) => ('payload' in each ? each.payload : undefined));
  const later = await invoke({});

  expect(new Set(pids).size).toBe(2);
  expect(pids).toContain('payload' in later ? later.payload : 'none');
});

it('has the lines of stdout and stderr when the invocation is over', async () => {
  const seen: string[] = [];
  const local = await functionOf(
    "export const handler = async () => { console.log('out\\nand more'); console.error('err'); };",
    { onLine: (line) => seen.push(line) },
  );

  await local.invoke({});

  expect([...local.logs].sort()).toEqual(['and more', 'err', 'out']);
  expect(seen).toEqual(local.logs);
});

it('kills a running invocation when it is closed, and takes no other', async () => {
  const local = await functionOf('export const handler = () => new Promise(() => {});');

  const running = local.invoke({});
  await local.close();

  await expect(running.catch(() => 'refused')).resolves.not.toHaveProperty('payload');
  await expect(local.invoke({})).rejects.toThrow('closed');
});

it('finds a CommonJS handler in a directory', async () => {
  const assetDirectory = assetWith('exports.main = async () => 1;', 'app.cjs');
  const { invoke } = await functionOf('', { assetDirectory, handler: 'app.main' });

  expect(await invoke({})).toMatchObject({ outcome: 'returned', payload: 1 });
});

it.each([
  { format: 'Text', pattern: /ERROR\tInvoke Error\tError: broken$/ },
  { format: 'JSON', pattern: /"level":"ERROR".*"errorMessage":"broken","stackTrace":\[/ },
])('logs what the handler throws as $format', async ({ format, pattern }) => {
  const code = "export const handler = async () => { throw new Error('broken'); };";
  const local = await functionOf(code, { logging: { format } });

  await local.invoke({});

  expect(local.logs[0]).toMatch(pattern);
});

it('reports what is thrown that is no error', async () => {
  const { invoke } = await functionOf("export const handler = async () => { throw 'text'; };");

  expect(await invoke({})).toMatchObject({ errorType: 'string', errorMessage: 'text' });
});
