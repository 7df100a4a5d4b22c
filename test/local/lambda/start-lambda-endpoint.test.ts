import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { expect, it, onTestFinished } from 'vitest';
import type { Invocation, LocalFunction } from '../../../local/lambda/local-function.ts';
import { startLambdaEndpoint } from '../../../local/lambda/start-lambda-endpoint.ts';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:example';

function functionThat(answer: (event: unknown) => Partial<Invocation>): LocalFunction {
  return {
    functionName: 'example',
    arn: ARN,
    logs: [],
    close: async () => undefined,
    invoke: async (event) =>
      ({ requestId: 'request-1', durationMs: 1, ...answer(event) }) as Invocation,
  };
}

async function start(
  answer: (event: unknown) => Partial<Invocation> = (event) => ({
    outcome: 'returned',
    payload: { event },
  }),
): Promise<string> {
  const { endpoint, close } = await startLambdaEndpoint({ functions: [functionThat(answer)] });
  onTestFinished(close);
  return endpoint;
}

async function invoke(
  endpoint: string,
  input: Partial<InvokeCommandInput> = {},
): Promise<Record<string, unknown>> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const output = await client.send(new InvokeCommand({ FunctionName: 'example', ...input }));
  return { ...output, text: output.Payload?.transformToString() };
}

it.each([
  { name: 'its name', FunctionName: 'example' },
  { name: 'its ARN', FunctionName: ARN },
  { name: 'a version of its ARN', FunctionName: `${ARN}:$LATEST` },
])('invokes a function by $name', async ({ FunctionName }) => {
  const output = await invoke(await start(), { FunctionName, Payload: '{"a":"ü"}' });

  expect(output).toMatchObject({ StatusCode: 200, text: '{"event":{"a":"ü"}}' });
  expect(output['FunctionError']).toBeUndefined();
});

it('lists the variables of a function', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new LambdaClient({ endpoint: await start(), region: 'us-east-1', credentials });
  const command = new GetFunctionConfigurationCommand({ FunctionName: 'example' });
  expect(await client.send(command)).toMatchObject({
    FunctionName: 'example',
    Environment: { Variables: {} },
  });
});

it('takes no payload for an empty event', async () => {
  expect(await invoke(await start())).toMatchObject({ text: '{"event":{}}' });
});

it.each(['error', 'timed-out', 'init-error'] as const)(
  'marks the outcome %s as a function error',
  async (outcome) => {
    const fault = { errorType: 'Broken', errorMessage: 'it broke' };
    const endpoint = await start(() => ({ outcome, ...fault }));

    const output = await invoke(endpoint);

    expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(String(output['text']))).toEqual(fault);
  },
);

it('answers an asynchronous invocation at once', async () => {
  const events: unknown[] = [];
  const endpoint = await start((event) => {
    events.push(event);
    return { outcome: 'returned', payload: null };
  });

  const output = await invoke(endpoint, { InvocationType: 'Event', Payload: '{"a":1}' });

  expect(output).toMatchObject({ StatusCode: 202, text: undefined });
  expect(events).toEqual([{ a: 1 }]);
});

it('runs nothing for a dry run', async () => {
  const endpoint = await start(() => {
    throw new Error('it ran');
  });

  expect(await invoke(endpoint, { InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 });
});

it.each([
  {
    name: 'an unknown function',
    input: { FunctionName: 'other' },
    error: 'ResourceNotFoundException',
  },
  {
    name: 'a payload that is not JSON',
    input: { Payload: '{' },
    error: 'InvalidRequestContentException',
  },
  {
    name: 'a payload of more than 6 MB',
    input: { Payload: JSON.stringify('x'.repeat(6 * 1024 * 1024)) },
    error: 'RequestTooLargeException',
  },
  {
    name: 'an unknown invocation type',
    input: { InvocationType: 'Later' as 'Event' },
    error: 'InvalidParameterValueException',
  },
])('refuses $name with $error', async ({ input, error }) => {
  await expect(invoke(await start(), input)).rejects.toMatchObject({ name: error });
});

it("answers a defect of its own as Lambda's internal error", async () => {
  const endpoint = await start(() => {
    throw new Error('from inside');
  });

  const refusal = expect(invoke(endpoint)).rejects;

  await refusal.toMatchObject({ name: 'ServiceException', message: 'The local Lambda failed.' });
});

it('refuses an unsigned request, so that no web page can invoke a function', async () => {
  const path = '/2015-03-31/functions/example/invocations';

  const response = await fetch((await start()) + path, { method: 'POST', body: '{}' });

  expect(response.status).toBe(403);
  expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
});

it('offers nothing but Invoke', async () => {
  const response = await fetch(`${await start()}/2015-03-31/functions/`);

  expect(response.status).toBe(404);
});

it('rejects when the port is taken', async () => {
  const port = Number(new URL(await start()).port);

  await expect(startLambdaEndpoint({ functions: [], port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
