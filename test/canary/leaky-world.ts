import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as bodyOf } from 'node:stream/consumers';
import { vi } from 'vitest';
import { createAlertSink } from '../../functions/adapters/aws/create-alert-sink.ts';
import { createAlertSubscriptions } from '../../functions/adapters/aws/create-alert-subscriptions.ts';
import { createDeploymentHooks } from '../../functions/adapters/aws/create-deployment-hooks.ts';
import { createLeases } from '../../functions/adapters/aws/create-leases.ts';
import { createSubscriptionCheck } from '../../functions/domain/notifications/subscriptions/subscription-check.ts';
import { createGateHandler } from '../../functions/handlers/gate.ts';
import type { LocalAws } from '../../local/aws/start-local-aws.ts';
import { answerInvoke } from '../../local/lambda/answer-invoke.ts';
import type { InvocationResult, LocalFunction } from '../../local/lambda/local-function.ts';
import type { EveryBase } from '../functions/handlers/every-function.ts';
import type { GateWorld, TestGate } from '../functions/handlers/gate-world.ts';
import { type KeepingGate, openKeepingGate } from '../functions/handlers/history-world.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';

const LIMITS = { requestTimeoutMs: 3_000 };
const READER = 'arn:aws:iam::111122223333:role/reader';

/** Every port of every function and of the command line, over the local worlds. */
export interface LeakyWorld extends KeepingGate {
  readonly every: EveryBase;
  readonly lambda: LeakyLambda;
  /** What a run reads: the secret of the judged environment, of another one, of the auditor. */
  readonly secrets: readonly string[];
  /** What arrived at an https endpoint and in the chat. */
  webhooks(): readonly string[];
}

/** Opens one that shares nothing with others in the same local AWS. */
export async function openLeakyWorld(world: GateWorld): Promise<LeakyWorld> {
  const { aws } = world;
  const id = randomUUID();
  const secret = `production/twilio/${id}`;
  const opened = await openKeepingGate(world, {
    speed: 20,
    hurry: { answering: 60 },
    production: { secret: { id: secret, roleArn: READER } },
  });
  const { keys, accounts, compose, table } = opened;
  aws.secrets.create({ name: secret, value: JSON.stringify(keySecret(keys.production)) });
  const every = everyBase(aws, opened);
  const gate = { ...opened, every, handler: createGateHandler(every, compose) };
  return {
    ...gate,
    lambda: await startLeakyLambda(gate),
    secrets: [
      keys.production.secret,
      accounts.parent.authTokens.us1.primary,
      accounts.development.authTokens.us1.primary,
    ],
    webhooks: () =>
      aws.notifications.webhookLog
        .list()
        .flatMap(({ to, body }) => (to.endsWith(table) ? [body] : [])),
  };
}

function everyBase(
  { notifications }: LocalAws,
  { base, clock, table, topicArn }: KeepingGate,
): EveryBase {
  const chatTopicArn = notifications.createTopic(`chat-${table}`);
  for (const topic of [topicArn, chatTopicArn]) {
    const endpoint = `https://example.com/${table}`;
    notifications.subscribe({ topicArn: topic, protocol: 'https', endpoint });
  }
  const onChatFault = (detail: string): void =>
    base.log.error('the chat could not be notified', { detail });
  return {
    ...base,
    alerts: createAlertSink({ ...LIMITS, topicArn, chatTopicArn, onChatFault, maxAttempts: 1 }),
    subscriptions: createSubscriptionCheck({
      subscriptions: createAlertSubscriptions(LIMITS),
      topics: [{ topicArn, audience: 'everybody' }],
      clock,
    }),
    leases: createLeases({ ...LIMITS, table, clock }),
    maxAgeMs: 900_000,
    hooks: createDeploymentHooks(LIMITS),
  };
}

/** Lambda with the gate as its one function, `gate`, unless it is to answer an error. */
export interface LeakyLambda {
  /** Lambda itself answers every call with this error. */
  refuse(name: string, message: string): void;
  /** The function ends with this error. */
  fail(name: string, message: string): void;
  close(): void;
}

/** Points the SDK's environment at it. */
async function startLeakyLambda(gate: TestGate): Promise<LeakyLambda> {
  let refusal: { readonly name: string; readonly message: string } | undefined;
  let failure: { readonly errorType: string; readonly errorMessage: string } | undefined;
  const invoke = async (event: unknown): Promise<InvocationResult> => {
    if (failure !== undefined) return { outcome: 'error', ...failure };
    try {
      return { outcome: 'returned', payload: await gate.handler(event, gate.context) };
    } catch (error) {
      const { name, message } = error as Error;
      return { outcome: 'error', errorType: name, errorMessage: message };
    }
  };
  const gateFunction: LocalFunction = {
    functionName: 'gate',
    arn: 'arn:aws:lambda:us-east-1:111122223333:function:gate',
    environment: { PREFLIGHT_ALERT_TOPIC_ARN: gate.topicArn },
    logs: [],
    close: async () => undefined,
    invoke: async (event) => ({ ...(await invoke(event)), requestId: randomUUID(), durationMs: 1 }),
  };
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const body = await bodyOf(request);
    const answer =
      refusal === undefined
        ? await answerInvoke([gateFunction], { method, url, headers, body })
        : {
            status: 403,
            headers: { 'x-amzn-ErrorType': refusal.name, 'x-amzn-RequestId': randomUUID() },
            body: JSON.stringify({ Message: refusal.message }),
          };
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', `http://127.0.0.1:${port}`);
  return {
    refuse: (name, message) => {
      refusal = { name, message };
    },
    fail: (errorType, errorMessage) => {
      failure = { errorType, errorMessage };
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
