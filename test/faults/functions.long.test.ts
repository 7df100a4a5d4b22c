import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createAlertSubscriptions } from '../../functions/adapters/aws/create-alert-subscriptions.ts';
import { createDeploymentHooks } from '../../functions/adapters/aws/create-deployment-hooks.ts';
import { createLeases } from '../../functions/adapters/aws/create-leases.ts';
import { systemRandomness } from '../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../functions/adapters/twilio/create-twilio-api.ts';
import type { Gate } from '../../functions/compose.ts';
import type { TwilioApi } from '../../functions/domain/model/twilio-api.ts';
import { createSubscriptionCheck } from '../../functions/domain/notifications/subscriptions/subscription-check.ts';
import { deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import {
  type EveryBase,
  type EveryFunction,
  FUNCTIONS,
  JOB_ID,
} from '../functions/handlers/every-function.ts';
import { type GateWorld, startGateWorld } from '../functions/handlers/gate-world.ts';
import { type KeepingGate, openKeepingGate } from '../functions/handlers/history-world.ts';
import { type Front, startFront } from './misbehaving-front.ts';
import { MISBEHAVIOURS } from './misbehaviours.ts';

/** Of the function's time, which passes ten times as fast as the test's. */
const REMAINING_MS = 40_000;
/** Where a server misbehaves; elsewhere no limit that a slow machine could reach. */
const SHORT_MS = 150;
const LONG_MS = 20_000;

/** What an answer, an error or the log says of a server, by the service's name in signatures. */
const NAMED = {
  twilio: /Twilio|twilio\.com/,
  secretsmanager: /Secrets Manager|secret could not be read/,
  sts: /STS|Assuming arn|secret could not be read/,
  sns: /SNS|alert could not be published|subscriptions (?:were not checked|could not be listed)/,
  dynamodb: /DynamoDB|The table of runs/,
  codepipeline: /CodePipeline|the job could not be answered/,
  codedeploy: /CodeDeploy|the lifecycle hook could not be answered/,
} as const;

type Service = keyof typeof NAMED;

const EVERY_SERVICE = Object.keys(NAMED) as readonly Service[];

/** Who misbehaves. */
const SERVERS: readonly (readonly Service[])[] = [
  ...EVERY_SERVICE.map((service) => [service]),
  EVERY_SERVICE.filter((service) => service !== 'twilio'),
];

let world: GateWorld;
let aws: Front;
const twilios = new Map<string, Front>();

beforeAll(async () => {
  world = await startGateWorld();
  aws = await startFront(world.aws.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.origin);
  for (const name of Object.keys(MISBEHAVIOURS)) twilios.set(name, await startFront());
});

afterAll(async () => {
  for (const front of [aws, ...twilios.values()]) front.close();
  await world.close();
});

interface Run {
  readonly one: EveryFunction;
  readonly servers: readonly Service[];
  readonly misbehaviour: string;
}

interface Ended {
  readonly said: string;
  readonly called: readonly Service[];
  readonly tookMs: number;
}

/** Calls a function of real adapters, for whose requests alone some servers misbehave. */
async function call(run: Run): Promise<Ended> {
  const { servers, one } = run;
  const timeoutMs = (service: Service): number => (servers.includes(service) ? SHORT_MS : LONG_MS);
  const gate = await openKeepingGate(world, {
    timeoutsMs: {
      secrets: Math.min(timeoutMs('secretsmanager'), timeoutMs('sts')),
      jobs: timeoutMs('codepipeline'),
      alerts: timeoutMs('sns'),
      twilio: LONG_MS,
    },
    historyTimeoutMs: timeoutMs('dynamodb'),
  });
  // A credential that is refused is alerted on: nothing is left out.
  deleteApiKey(gate.twilio.world, gate.keys.production.sid);
  const jobId = randomUUID();
  const calls = misbehave(run, gate, jobId);
  const { clock } = gate;
  const base: EveryBase = {
    ...gate.base,
    subscriptions: createSubscriptionCheck({
      subscriptions: createAlertSubscriptions({ requestTimeoutMs: timeoutMs('sns') }),
      topics: [{ topicArn: gate.topicArn, audience: 'everybody' }],
      clock,
    }),
    leases: createLeases({ table: gate.table, clock, requestTimeoutMs: timeoutMs('dynamodb') }),
    maxAgeMs: 900_000,
    hooks: createDeploymentHooks({ requestTimeoutMs: timeoutMs('codedeploy') }),
  };
  const startedMs = clock.monotonicMs();
  const [create, event] = one;
  const handler = create(base, () => composed(run, gate));
  const ended = await handler(JSON.parse(JSON.stringify(event).replaceAll(JOB_ID, jobId)), {
    getRemainingTimeInMillis: () => REMAINING_MS,
  }).then(
    (result) => JSON.stringify(result) ?? 'nothing',
    (error: Error) => error.message,
  );
  return {
    said: `${ended}\n${JSON.stringify(gate.logLines)}`,
    called: calls.flatMap(({ service, count }) => (count() > 0 ? [service] : [])),
    tookMs: clock.monotonicMs() - startedMs,
  };
}

interface Calls {
  readonly service: Service;
  readonly count: () => number;
}

/** Others run at the same time: what a request names says whose it is. */
function misbehave(run: Run, gate: KeepingGate, jobId: string): readonly Calls[] {
  const about: Readonly<Record<Service, string>> = {
    twilio: gate.keys.production.sid,
    secretsmanager: gate.secretId('production'),
    sts: encodeURIComponent(roleOf(gate)),
    sns: encodeURIComponent(gate.topicArn),
    dynamodb: gate.table,
    codepipeline: jobId,
    codedeploy: jobId,
  };
  const listener = MISBEHAVIOURS[run.misbehaviour] ?? (() => undefined);
  return run.servers.map((service) => {
    const front = service === 'twilio' ? twilioOf(run) : aws;
    const count = front.misbehave({ service, about: about[service], listener });
    // The auditor asks too, with a credential that every run has.
    if (service === 'twilio') front.misbehave({ listener });
    return { service, count };
  });
}

/** Has a role to be assumed for each secret where that is what fails. */
function composed({ servers, misbehaviour }: Run, gate: KeepingGate): Gate {
  const made = gate.compose();
  const { configuration } = made;
  const environments = configuration.environments.map((one) =>
    servers.includes('sts') ? { ...one, secret: { ...one.secret, roleArn: roleOf(gate) } } : one,
  );
  return {
    ...made,
    environments: ['production'],
    configuration: { ...configuration, environments },
    verificationPorts: () => {
      const ports = made.verificationPorts();
      return servers.includes('twilio')
        ? { ...ports, twilio: twilioApi(misbehaviour, gate) }
        : ports;
    },
  };
}

function roleOf({ table }: KeepingGate): string {
  return `arn:aws:iam::111122223333:role/reader-of-${table}`;
}

function twilioApi(misbehaviour: string, { clock }: KeepingGate): TwilioApi {
  return createTwilioApi({
    clock,
    randomness: systemRandomness,
    productVersion: '0.0.0',
    origin: new URL(twilioOf({ misbehaviour }).origin),
    attemptTimeoutMs: SHORT_MS,
  });
}

function twilioOf({ misbehaviour }: Pick<Run, 'misbehaviour'>): Front {
  return twilios.get(misbehaviour) ?? aws;
}

const reached = new Set<Service>();

it.each(Object.entries(FUNCTIONS))(
  '%s ends in time and names who did not answer, whatever a server does instead',
  async (_name, one) => {
    const runs = Object.keys(MISBEHAVIOURS).flatMap((misbehaviour) =>
      SERVERS.map((servers): Run => ({ one, servers, misbehaviour })),
    );
    const wrong = await Promise.all(
      runs.map(async (run) => {
        const { said, called, tookMs } = await call(run);
        for (const service of called) reached.add(service);
        const isNamed = called.length === 0 || called.some((service) => NAMED[service].test(said));
        if (isNamed && tookMs < REMAINING_MS) return [];
        return [`${run.servers.join()} ${run.misbehaviour}, after ${tookMs} ms: ${said}`];
      }),
    );
    expect(wrong.flat()).toEqual([]);
  },
);

it('every server was reached by some function', () => {
  expect(EVERY_SERVICE.filter((service) => !reached.has(service))).toEqual([]);
});
