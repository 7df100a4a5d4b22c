import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../functions/adapters/system/system-clock.ts';
import {
  boundedAlerts,
  boundedControls,
  boundedHistory,
  boundedPorts,
  OUT_OF_TIME,
} from '../../../../functions/domain/concurrency/bounded-ports.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type { RunHistory } from '../../../../functions/domain/model/run-history.ts';
import type { TwilioQuestion } from '../../../../functions/domain/model/twilio-api.ts';

const clock = { ...systemClock, sleep: async () => undefined };
const aborted = { signal: AbortSignal.abort() };
const live = { signal: new AbortController().signal };

const QUESTION: TwilioQuestion = {
  product: 'api',
  path: '/2010-04-01/Accounts.json',
  region: 'us1',
  credential: { username: 'AC1', password: new Redacted('secret') },
};

/** Every call of a port that has this one method for all. */
function allOf(call: () => Promise<never>) {
  const secrets = { read: call, describe: call };
  const ports = boundedPorts({ secrets, twilio: { ask: call }, clock });
  const kept = { record: call, readState: call, putState: call, listRuns: call };
  return { ...ports, history: boundedHistory(kept as RunHistory, clock) };
}

describe('a port that never settles', () => {
  const ports = allOf(() => new Promise(() => undefined));

  it('is a secret that is unavailable, and has no description', async () => {
    const read = ports.secrets.read({ id: 'name' }, 'AWSCURRENT', aborted);
    expect(await read).toMatchObject({ outcome: 'failed', failure: 'unavailable' });
    expect(await ports.secrets.describe({ id: 'name' }, aborted)).toBeUndefined();
  });

  it('is a question to Twilio without an answer, which names the request', async () => {
    expect(await ports.twilio.ask(QUESTION, aborted)).toEqual({
      kind: 'no-answer',
      reason: 'out-of-time',
      detail: OUT_OF_TIME,
      request: 'GET https://api.twilio.com/2010-04-01/Accounts.json',
      attempts: 1,
      requestIds: [],
      durationMs: expect.any(Number),
    });
  });

  it('names a request with a form as a POST', async () => {
    expect(await ports.twilio.ask({ ...QUESTION, form: {} }, aborted)).toMatchObject({
      request: 'POST https://api.twilio.com/2010-04-01/Accounts.json',
    });
  });

  it.each(['record', 'readState', 'putState', 'listRuns'] as const)(
    'is an error that names the table: %s',
    async (method) => {
      const call = ports.history[method] as (...args: readonly unknown[]) => Promise<unknown>;
      const args = method === 'putState' ? [{}, {}, aborted] : [{}, aborted];
      await expect(call(...args)).rejects.toMatchObject({
        code: 'out-of-time',
        message: 'The table of runs did not end in time',
      });
    },
  );

  it.each(['read', 'put', 'list'] as const)(
    'is an error that names the table, of overrides and snoozes: %s',
    async (method) => {
      const never = () => new Promise<never>(() => undefined);
      const controls = boundedControls({ read: never, put: never, list: never }, clock);
      const call = controls[method] as (...args: readonly unknown[]) => Promise<unknown>;
      await expect(call(...(method === 'list' ? [aborted] : [{}, aborted]))).rejects.toMatchObject({
        message: 'The table of runs did not end in time',
      });
    },
  );

  it('is an error that names the alert topic', async () => {
    const alerts = boundedAlerts({ publish: () => new Promise(() => undefined) }, clock);
    const alert = {} as Parameters<typeof alerts.publish>[0];
    await expect(alerts.publish(alert, aborted)).rejects.toMatchObject({
      message: 'The alert topic did not end in time',
    });
  });
});

it('passes on the defect of a port whose time is not up', async () => {
  const ports = allOf(() => Promise.reject(new Error('a defect')));

  await expect(ports.secrets.read({ id: 'name' }, 'AWSCURRENT', live)).rejects.toThrow('a defect');
  await expect(ports.secrets.describe({ id: 'name' }, live)).rejects.toThrow('a defect');
  await expect(ports.twilio.ask(QUESTION, live)).rejects.toThrow('a defect');
});
