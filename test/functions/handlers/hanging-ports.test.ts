import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFingerprints } from '../../../functions/adapters/system/create-fingerprints.ts';
import { systemRandomness } from '../../../functions/adapters/system/system-randomness.ts';
import type { Gate } from '../../../functions/compose.ts';
import type { GateBase } from '../../../functions/compose-base.ts';
import type { HealthBase } from '../../../functions/compose-health.ts';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import type { Leases } from '../../../functions/domain/model/leases.ts';
import type { JobResult, SecretReader } from '../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../functions/domain/model/redacted.ts';
import type { RunHistory } from '../../../functions/domain/model/run-history.ts';
import { createAuditHandler } from '../../../functions/handlers/audit.ts';
import { createGateHandler } from '../../../functions/handlers/gate.ts';
import { createHealthHandler } from '../../../functions/handlers/health.ts';
import type { Handler } from '../../../functions/handlers/run/create-handler.ts';
import { createWatchHandler } from '../../../functions/handlers/watch.ts';
import { fakeClock } from '../domain/verification/fake-clock.ts';
import { urlRequest } from './health/requests.ts';
import { jobEvent } from './job-event.ts';
import { createRecordedLog } from './recorded-log.ts';
import { createRecordedMetrics } from './recorded-metrics.ts';

const LIMIT_MS = 30_000;
const STEP_MS = 50;
const JOB_ID = '11111111-2222-4333-8444-555555555555';

/** Never settles, and looks at no signal. */
const hang = (): Promise<never> => new Promise(() => undefined);

const payload = new Redacted(
  JSON.stringify({
    accountSid: 'ACdfb5b35a454c6996821c13b13e6f33ed',
    apiKeySid: 'SKd8ad8d377660317fe86e8acf62bfd824',
    apiKeySecret: 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u',
  }),
);

const silentSecrets: SecretReader = { read: hang, describe: hang };

/** Those of production are read; no other environment has any. */
const secrets: SecretReader = {
  read: async ({ id }) =>
    id.startsWith('production')
      ? { outcome: 'read', versionId: 'v1', versionStage: 'AWSCURRENT', payload }
      : { outcome: 'failed', failure: 'not-found', message: 'no such secret' },
  describe: async () => undefined,
};

const silentHistory: RunHistory = {
  record: hang,
  readState: hang,
  putState: hang,
  listRuns: hang,
};

const silentLeases: Leases = { take: hang };

type Silent = 'Twilio' | 'Secrets Manager' | 'everything but CodePipeline' | 'everything';

interface Outcome {
  /** What the handler returned, or the message that it threw. */
  readonly said: string;
  readonly jobResults: readonly JobResult[];
  readonly tookMs: number;
}

/** Calls a handler whose ports hang, and lets the time of a fake clock pass until it ends. */
async function call(
  create: (base: GateBase & HealthBase, compose: () => Gate) => Handler,
  event: unknown,
  silent: Silent,
): Promise<Outcome> {
  const clock = fakeClock();
  const jobResults: JobResult[] = [];
  const isEverything = silent.startsWith('everything');
  const base: GateBase & HealthBase = {
    alerts: { publish: isEverything ? hang : async () => undefined },
    ...(isEverything ? { history: silentHistory, leases: silentLeases } : {}),
    maxAgeMs: 900_000,
    jobs: {
      answer: async (_jobId, result) => {
        if (silent === 'everything') return await hang();
        jobResults.push(result);
        return { outcome: 'accepted', detail: '' };
      },
    },
    clock,
    randomness: systemRandomness,
    log: createRecordedLog().log,
    metrics: createRecordedMetrics().metrics,
  };
  const handler = create(base, () => ({
    configuration: parseOrThrow(readFileSync('preflight.config.json', 'utf8')),
    region: 'us-east-1',
    verificationPorts: () => ({
      secrets: silent === 'Twilio' ? secrets : silentSecrets,
      twilio: { ask: hang },
      clock,
      randomness: systemRandomness,
      fingerprints: createFingerprints(),
    }),
  }));
  const ended = handler(event, { getRemainingTimeInMillis: () => LIMIT_MS }).then(
    (result) => JSON.stringify(result) ?? '',
    (error: Error) => error.message,
  );
  let said: string | undefined;
  void ended.then((text) => {
    said = text;
  });
  while (said === undefined && clock.monotonicMs() <= 2 * LIMIT_MS) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(STEP_MS);
  }
  return { said: said ?? 'still running', jobResults, tookMs: clock.monotonicMs() };
}

const WHO: Readonly<Record<Silent, string>> = {
  Twilio: 'Twilio',
  'Secrets Manager': 'No answer from Secrets Manager in time',
  'everything but CodePipeline': 'No answer from Secrets Manager in time',
  everything: 'No answer from Secrets Manager in time',
};

describe.each(Object.keys(WHO) as Silent[])(
  'while %s never settles and ignores signals',
  (silent) => {
    it.each([
      ['a direct invocation of the gate', createGateHandler, { environment: 'production' }],
      ['the watch', createWatchHandler, { trigger: 'schedule', environments: ['production'] }],
    ] as const)('%s ends in time and names who did not answer', async (_name, create, event) => {
      const { said, tookMs } = await call(create, event, silent);
      expect(said).toContain(WHO[silent]);
      expect(tookMs).toBeLessThan(LIMIT_MS);
    });

    it('the audit ends in time and says that the keys are not known', async () => {
      const { said, tookMs } = await call(
        createAuditHandler,
        { environments: ['production'] },
        silent,
      );
      expect(said).toContain(silent === 'Twilio' ? 'Twilio' : 'the secret could not be read');
      expect(tookMs).toBeLessThan(LIMIT_MS);
    });

    it('the health function answers in time that the environment is not well', async () => {
      const { said, tookMs } = await call(createHealthHandler, urlRequest('/production'), silent);
      expect(JSON.parse(said)).toMatchObject({ statusCode: 503 });
      expect(tookMs).toBeLessThan(LIMIT_MS);
    });

    it('a job ends in time, with an answer that names who did not answer', async () => {
      const { jobResults, tookMs } = await call(
        createGateHandler,
        jobEvent(JOB_ID, 'production'),
        silent,
      );
      expect(tookMs).toBeLessThan(LIMIT_MS);
      expect(jobResults).toHaveLength(silent === 'everything' ? 0 : 1);
      for (const result of jobResults) {
        expect(result).toMatchObject({ outcome: 'failure', type: 'SystemUnavailable' });
        expect(JSON.stringify(result)).toContain(WHO[silent]);
      }
    });
  },
);

it('a question to a silent history ends in time and names the table', async () => {
  const event = { history: { environment: 'production' } };
  const { said, tookMs } = await call(createGateHandler, event, 'everything');
  expect(said).toContain('The table of runs did not end in time');
  expect(tookMs).toBeLessThan(LIMIT_MS);
});
