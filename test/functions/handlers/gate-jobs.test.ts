import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAccountStatus } from '../../../local/twilio/world/accounts.ts';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { keySecret } from './seed-example.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

describe('a job for a good credential', () => {
  it('succeeds with a summary and the output variables, and alerts nobody', async () => {
    const gate = await world.openGate();
    const state = await gate.runJob();
    expect(state).toMatchObject({
      status: 'succeeded',
      summary: expect.stringMatching(/^production: pass, the gate is open/),
      outputVariables: {
        verdict: 'pass',
        runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        accountSid: gate.accounts.production.sid,
        versionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(gate.mails()).toEqual([]);
    expect(gate.texts()).toEqual([]);
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('is logged with its job, run, verdict and secret version', async () => {
    const gate = await world.openGate();
    await gate.runJob('staging');
    expect(gate.logLines).toEqual([
      {
        level: 'info',
        message: 'verified',
        fields: expect.objectContaining({
          jobId: expect.any(String),
          trigger: 'pipeline',
          environment: 'staging',
          verdict: 'pass',
          blocked: false,
          cause: 'none',
          secretId: gate.secretId('staging'),
        }),
      },
    ]);
  });
});

interface BadRow {
  readonly name: string;
  readonly arrange: (gate: TestGate) => void;
  readonly type: string;
  /** The message's first line. */
  readonly opening: RegExp;
  readonly cause: string;
}

const BAD: readonly BadRow[] = [
  {
    name: 'a deleted key',
    arrange: ({ twilio, keys }) => deleteApiKey(twilio.world, keys.production.sid),
    type: 'JobFailed',
    opening: /^production: Twilio rejects/,
    cause: 'credential.rejected',
  },
  {
    name: 'a suspended account',
    arrange: ({ twilio, accounts }) =>
      setAccountStatus(twilio.world, accounts.production.sid, 'suspended'),
    type: 'JobFailed',
    opening: /^production: .*suspended/,
    cause: 'account.suspended',
  },
  {
    name: 'a secret that does not exist',
    arrange: ({ aws, secretId }) => aws.secrets.scheduleDeletion(secretId('production')),
    type: 'ConfigurationError',
    opening: /^production: /,
    cause: 'secret.pending-deletion',
  },
  {
    name: 'a secret that is not JSON',
    arrange: ({ putSecret }) => putSecret('production', 'no json at all'),
    type: 'ConfigurationError',
    opening: /^production: /,
    cause: 'secret.not-json',
  },
  {
    name: 'a key secret with a line break',
    arrange: ({ putSecret, keys }) =>
      putSecret('production', {
        ...keySecret(keys.production),
        apiKeySecret: `${keys.production.secret}\n`,
      }),
    type: 'ConfigurationError',
    opening: /^production: /,
    cause: 'credential.whitespace',
  },
  {
    name: 'a secret that may not be read',
    arrange: ({ aws, secretId }) =>
      aws.faults.add({
        service: 'secretsmanager',
        kind: 'error',
        type: 'AccessDeniedException',
        message: 'User is not authorized to perform: secretsmanager:GetSecretValue',
        resource: secretId('production'),
      }),
    type: 'PermissionError',
    opening: /^production: /,
    cause: 'secret.access-denied',
  },
  {
    name: 'a secret whose KMS key is denied',
    arrange: ({ aws, secretId }) =>
      aws.faults.add({
        service: 'secretsmanager',
        kind: 'error',
        type: 'DecryptionFailure',
        message: 'The KMS key is disabled',
        resource: secretId('production'),
      }),
    type: 'PermissionError',
    opening: /^production: /,
    cause: 'secret.kms-denied',
  },
  {
    name: 'a Twilio that answers 503',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 503 }),
    type: 'SystemUnavailable',
    opening: /^production: /,
    cause: 'twilio.unavailable',
  },
  {
    name: 'a rate limit',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'rate-limit' }),
    type: 'SystemUnavailable',
    opening: /^production: /,
    cause: 'twilio.rate-limited',
  },
];

describe('a job that finds', () => {
  it.each(BAD)('$name fails as $type and sends one alert', async (row) => {
    const gate = await world.openGate();
    row.arrange(gate);
    const state = await gate.runJob();
    expect(state).toMatchObject({ status: 'failed', type: row.type });
    const message = state.status === 'failed' ? state.message : '';
    const [line = ''] = message.split('\n');
    expect(line).toMatch(row.opening);
    expect([...message].length).toBeLessThanOrEqual(5_000);
    expect(gate.logLines.find((one) => one.message === 'verified')?.fields).toMatchObject({
      cause: row.cause,
      blocked: true,
    });
    // The mail says in its first line what the pipeline says in its.
    expect(gate.mails()).toHaveLength(1);
    expect(gate.mails()[0]?.split('\n')[0]).toBe(line);
    expect(gate.texts()).toHaveLength(1);
    expect(gate.clock.sleeping()).toBe(0);
  });
});

describe('a gate that must not block', () => {
  it('opens in shadow mode for a rejected key, and still alerts', async () => {
    const gate = await world.openGate({ production: { mode: 'shadow' } });
    deleteApiKey(gate.twilio.world, gate.keys.production.sid);
    const state = await gate.runJob();
    expect(state).toMatchObject({
      status: 'succeeded',
      summary: expect.stringContaining('open only because of shadow mode'),
      outputVariables: { verdict: 'fail' },
    });
    expect(gate.mails()).toHaveLength(1);
  });

  it('opens on an outage where onInconclusive is "allow", and still alerts', async () => {
    const gate = await world.openGate({ production: { onInconclusive: 'allow' } });
    gate.twilio.faults.add({ kind: 'html', status: 503 });
    const state = await gate.runJob();
    expect(state).toMatchObject({
      status: 'succeeded',
      summary: expect.stringContaining('open only because onInconclusive is "allow"'),
      outputVariables: { verdict: 'inconclusive' },
    });
    expect(gate.mails()).toHaveLength(1);
  });

  it('still blocks a rejected key where onInconclusive is "allow"', async () => {
    const gate = await world.openGate({ production: { onInconclusive: 'allow' } });
    deleteApiKey(gate.twilio.world, gate.keys.production.sid);
    expect(await gate.runJob()).toMatchObject({ status: 'failed', type: 'JobFailed' });
  });
});
