import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFingerprints } from '../../../functions/adapters/system/create-fingerprints.ts';
import { systemRandomness } from '../../../functions/adapters/system/system-randomness.ts';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import type { SecretReader } from '../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../functions/domain/model/redacted.ts';
import { createSubscriptionCheck } from '../../../functions/domain/notifications/subscriptions/subscription-check.ts';
import { createGateHandler } from '../../../functions/handlers/gate.ts';
import { createHealthHandler } from '../../../functions/handlers/health.ts';
import { refusal } from '../domain/twilio-replies.ts';
import { fakeClock } from '../domain/verification/fake-clock.ts';
import { type EveryBase, type EveryFunction, FUNCTIONS, JOB_ID } from './every-function.ts';
import { urlRequest } from './health/requests.ts';
import { jobEvent } from './job-event.ts';
import { createRecordedLog } from './recorded-log.ts';
import { createRecordedMetrics } from './recorded-metrics.ts';

const LIMIT_MS = 30_000;
/** Small where many waits follow each other, since each is longer by up to one step. */
const STEP_MS = { one: 200, several: 25 };

/** Never settles, and looks at no signal. */
const hang = (): Promise<never> => new Promise(() => undefined);

const payload = new Redacted(
  JSON.stringify({
    accountSid: 'ACdfb5b35a454c6996821c13b13e6f33ed',
    apiKeySid: 'SKd8ad8d377660317fe86e8acf62bfd824',
    apiKeySecret: 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u',
  }),
);

/** Those of production are read; no other environment has any. */
const secrets: SecretReader = {
  read: async ({ id }) =>
    id.startsWith('production')
      ? { outcome: 'read', versionId: 'v1', versionStage: 'AWSCURRENT', payload }
      : { outcome: 'failed', failure: 'not-found', message: 'no such secret' },
  describe: async () => undefined,
};

/** Every port of a function, and what its silence is called wherever it says something. */
const PORTS = {
  Twilio: /Twilio/,
  'Secrets Manager': /Secrets Manager|the secret could not be read/,
  'the description of a secret': /Twilio/,
  SNS: /The alert topic/,
  'the list of subscriptions': /subscriptions were not checked/,
  'the table': /The table of runs/,
  'overrides and snoozes': /The table of runs|overrides and snoozes|a snooze could not be read/,
  'the leases of health': /The table of runs/,
  CodePipeline: /the job could not be answered/,
  CodeDeploy: /the lifecycle hook could not be answered/,
} as const;

type Port = keyof typeof PORTS;

interface Outcome {
  /** What the handler returned or threw, what it answered, and its log. */
  readonly said: string;
  /** Ports that hung and were called. */
  readonly called: ReadonlySet<Port>;
  readonly tookMs: number;
}

/** Calls a handler of which some ports hang, and lets the time of a fake clock pass until it ends. */
async function call([create, event]: EveryFunction, hanging: readonly Port[]): Promise<Outcome> {
  const clock = fakeClock();
  const called = new Set<Port>();
  const answers: unknown[] = [];
  const { log, lines } = createRecordedLog();
  /** The call itself, or one that never settles. */
  const of = <A extends readonly unknown[], T>(
    port: Port,
    answer: (...given: A) => Promise<T>,
  ): ((...given: A) => Promise<T>) => {
    return async (...given) => {
      if (!hanging.includes(port)) return await answer(...given);
      called.add(port);
      return await hang();
    };
  };
  const accept = async (...given: readonly unknown[]) => {
    answers.push(given);
    return { outcome: 'accepted', detail: '' } as const;
  };
  const base: EveryBase = {
    alerts: { publish: of('SNS', async () => undefined) },
    subscriptions: createSubscriptionCheck({
      subscriptions: {
        list: of('the list of subscriptions', async () => ({
          outcome: 'listed',
          subscriptions: [],
          isComplete: true,
        })),
      },
      topics: [{ topicArn: 'arn:aws:sns:us-east-1:111122223333:alerts', audience: 'everybody' }],
      clock,
    }),
    history: {
      record: of('the table', async () => undefined),
      readState: of('the table', async () => undefined),
      // The port's answer is a union, which a literal behind `of` is not known to be of.
      putState: of('the table', async () => ({ outcome: 'stored' }) as never),
      listRuns: of('the table', async () => ({ runs: [] })),
    },
    controls: {
      read: of('overrides and snoozes', async () => undefined),
      put: of('overrides and snoozes', async () => 'stored' as const),
      list: of('overrides and snoozes', async () => []),
    },
    leases: { take: of('the leases of health', async () => true) },
    maxAgeMs: 900_000,
    jobs: { answer: of('CodePipeline', accept) },
    hooks: { answer: of('CodeDeploy', accept) },
    clock,
    randomness: { fraction: () => 0.5, uuid: systemRandomness.uuid },
    log,
    metrics: createRecordedMetrics().metrics,
  };
  const handler = create(base, () => ({
    configuration: parseOrThrow(readFileSync('preflight.config.json', 'utf8')),
    region: 'us-east-1',
    environments: ['production'],
    verificationPorts: () => ({
      secrets: {
        read: of('Secrets Manager', secrets.read),
        describe: of('the description of a secret', secrets.describe),
      },
      twilio: { ask: of('Twilio', async () => refusal(401, 20003)) },
      clock,
      randomness: { fraction: () => 0.5, uuid: systemRandomness.uuid },
      fingerprints: createFingerprints(),
    }),
  }));
  let ended: string | undefined;
  void handler(event, { getRemainingTimeInMillis: () => LIMIT_MS }).then(
    (result) => {
      ended = JSON.stringify(result) ?? 'nothing';
    },
    (error: Error) => {
      ended = error.message;
    },
  );
  while (ended === undefined && clock.monotonicMs() <= 2 * LIMIT_MS) {
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
    clock.pass(hanging.length === 1 ? STEP_MS.one : STEP_MS.several);
  }
  const said = [ended ?? 'still running', JSON.stringify(answers), JSON.stringify(lines)];
  return { said: said.join('\n'), called, tookMs: clock.monotonicMs() };
}

const EVERY_PORT = Object.keys(PORTS) as readonly Port[];
const reached = new Set<Port>();
const SILENCES = [...EVERY_PORT.map((port) => [port]), EVERY_PORT];

describe.each(Object.entries(FUNCTIONS))('%s', (_name, one) => {
  it.each(
    SILENCES.map((ports) => [ports.length === 1 ? ports.join() : 'every port', ports] as const),
  )(
    'ends in time and names who did not answer, while %s never settles and ignores its signal',
    async (_silent, ports) => {
      const { said, called, tookMs } = await call(one, ports);
      expect(said).not.toContain('still running');
      expect(tookMs).toBeLessThan(LIMIT_MS);
      for (const port of called) reached.add(port);
      // Of several one is named: what would be asked after it is not asked.
      const isNamed = [...called].some((port) => PORTS[port].test(said));
      expect(isNamed || called.size === 0, said).toBe(true);
    },
  );
});

it('every port was reached by some function', () => {
  expect(EVERY_PORT.filter((port) => !reached.has(port))).toEqual([]);
});

it('a job that Twilio does not answer fails as SystemUnavailable', async () => {
  const { said } = await call([createGateHandler, jobEvent(JOB_ID, 'production')], ['Twilio']);
  expect(said).toContain('"outcome":"failure","type":"SystemUnavailable"');
});

it('the health function answers 503 where it cannot find out', async () => {
  const { said } = await call([createHealthHandler, urlRequest('/production')], EVERY_PORT);
  expect(said).toContain('"statusCode":503');
});
