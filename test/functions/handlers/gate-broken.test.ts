import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import { PreflightError } from '../../../functions/domain/model/preflight-error.ts';
import type { TwilioApi } from '../../../functions/domain/model/twilio-api.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';
import { brokenLog } from './recorded-log.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

/** An error of a stranger: a secret in its message, its name, and in what looks like a frame. */
const SECRET = 'kQ7w9zXvBn3LmKpRt5YhJd2FgSsAe8Uc';

function hostileError(): Error {
  const error = new Error(`${SECRET}\n    at ${SECRET} (file:///code/index.mjs:1:2)\n`);
  error.name = SECRET;
  return error;
}

const throwingTwilio: TwilioApi = {
  ask: () => {
    throw hostileError();
  },
};

describe('a configuration that is not valid', () => {
  const compose = (): never => {
    parseOrThrow('{"environments":{"production":{"sekret":1}}}');
    throw new Error('not reached');
  };

  it('answers a job with ConfigurationError and alerts', async () => {
    const gate = await world.openGate({ compose });
    const state = await gate.runJob();
    expect(state).toMatchObject({
      status: 'failed',
      type: 'ConfigurationError',
      message: expect.stringMatching(/^production: .*environments\.production/),
    });
    expect(gate.mails()).toHaveLength(1);
  });

  it('answers a job with it also where the UserParameters are bad too', async () => {
    const gate = await world.openGate({ compose });
    expect(await gate.runJob('{')).toMatchObject({ type: 'ConfigurationError' });
  });

  it('is an error for a person, at every invocation', async () => {
    const gate = await world.openGate({ compose });
    for (const payload of [{}, { environment: 'production' }]) {
      await expect(gate.handler(payload, gate.context)).rejects.toMatchObject({
        code: 'config.invalid',
        message: expect.stringContaining('environments.production'),
      });
    }
  });
});

describe('a defect of this program', () => {
  it('answers a job with SystemUnavailable and logs the frames, never the message', async () => {
    const gate = await world.openGate({ ports: { twilio: throwingTwilio } });
    const state = await gate.runJob();
    expect(state).toMatchObject({
      status: 'failed',
      type: 'SystemUnavailable',
      message: expect.stringContaining('a defect in this program (Error)'),
    });
    const line = gate.logLines.find(({ message }) => message === 'a defect in this program');
    expect(line?.fields['frames']).toMatch(/gate-broken\.test\.ts:\d+:\d+/);
    expect(gate.mails()).toHaveLength(1);
    expect(JSON.stringify([state, gate.mails(), gate.texts(), gate.logLines])).not.toContain(
      SECRET.slice(0, 8),
    );
  });

  it('blocks whatever onInconclusive says, but never in shadow mode', async () => {
    const twilio = throwingTwilio;
    const allow = await world.openGate({
      ports: { twilio },
      production: { onInconclusive: 'allow' },
    });
    expect(await allow.runJob()).toMatchObject({ status: 'failed', type: 'SystemUnavailable' });
    const shadow = await world.openGate({ ports: { twilio }, production: { mode: 'shadow' } });
    expect(await shadow.runJob()).toMatchObject({ status: 'succeeded' });
  });

  it('is an error without its message for a person', async () => {
    const gate = await world.openGate({ ports: { twilio: throwingTwilio } });
    const error: unknown = await Promise.resolve(gate.handler({}, gate.context)).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'program.defect',
      message: 'a defect in this program (Error); its log has the stack',
      cause: undefined,
    });
    const shown = `${(error as Error).stack} ${JSON.stringify(gate.logLines)}`;
    expect(shown).not.toContain(SECRET.slice(0, 8));
  });

  it('is told also where something else than an error was thrown', async () => {
    const twilio: TwilioApi = { ask: () => Promise.reject(SECRET) };
    const gate = await world.openGate({ ports: { twilio } });
    expect(await gate.runJob()).toMatchObject({
      type: 'SystemUnavailable',
      message: expect.stringContaining('a thrown string'),
    });
  });
});

describe('a log that throws', () => {
  it('changes neither the answer nor the alert', async () => {
    const good = await world.openGate({ base: { log: brokenLog } });
    expect(await good.runJob()).toMatchObject({ status: 'succeeded' });
    const bad = await world.openGate({ base: { log: brokenLog } });
    bad.putSecret('production', '{}');
    expect(await bad.runJob()).toMatchObject({ status: 'failed', type: 'ConfigurationError' });
    expect(bad.mails()).toHaveLength(1);
  });

  it('does not hide a defect', async () => {
    const gate = await world.openGate({
      base: { log: brokenLog },
      ports: { twilio: throwingTwilio },
    });
    expect(await gate.runJob()).toMatchObject({ type: 'SystemUnavailable' });
    await expect(gate.handler({}, gate.context)).rejects.toMatchObject({ code: 'program.defect' });
  });

  it('does not cost a person the report', async () => {
    const gate = await world.openGate({ base: { log: brokenLog } });
    expect(await gate.handler({}, gate.context)).toMatchObject({ verdict: 'pass' });
  });
});

describe('a report that cannot be put into words', () => {
  it('keeps the gate shut', async () => {
    const unspeakable = Object.defineProperty({}, 'text', {
      enumerable: true,
      get: () => {
        throw hostileError();
      },
    });
    const twilio: TwilioApi = {
      ask: async () => ({
        kind: 'unexpected',
        status: 200,
        detail: 'x',
        request: 'GET https://api.twilio.com/',
        attempts: 1,
        // No string, as the types want it: a defect gives what no type allows.
        requestIds: [unspeakable as unknown as string],
        durationMs: 1,
      }),
    };
    const gate = await world.openGate({ ports: { twilio } });
    expect(await gate.runJob()).toMatchObject({
      status: 'failed',
      type: 'SystemUnavailable',
      message: expect.stringMatching(/^A defect in this program \(Error\).*Run [0-9a-f-]{36}$/),
    });
  });
});

describe('randomness that is broken', () => {
  it('does not make the handler of a job throw, and is logged', async () => {
    const uuid = (): never => {
      throw hostileError();
    };
    const gate = await world.openGate({ base: { randomness: { fraction: () => 0, uuid } } });
    await gate.runJob('an unknown environment');
    expect(gate.logLines.at(-1)).toMatchObject({
      level: 'error',
      message: 'a defect after the decision',
      fields: { name: 'Error' },
    });
  });
});

describe('an operator error while a run is composed', () => {
  it('answers ConfigurationError with its text', async () => {
    const gate = await world.openGate({
      compose: () => {
        throw new PreflightError('PREFLIGHT_TWILIO_ORIGIN is "http://evil.example"', {
          code: 'origin.not-loopback',
          fault: 'operator',
        });
      },
    });
    expect(await gate.runJob()).toMatchObject({
      type: 'ConfigurationError',
      message: expect.stringContaining('PREFLIGHT_TWILIO_ORIGIN'),
    });
  });
});
