import { describe, expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import type { CheckReport } from '../../../functions/domain/model/report.ts';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type RecordedIo, recordedIo } from '../recorded-io.ts';
import { type SeededWorld, startSeededWorld } from '../seeded-world.ts';
import { temporaryFiles } from '../temporary-files.ts';

type Variables = Readonly<Record<string, string>>;

function variablesOf({ production }: SeededWorld): Variables {
  return {
    TWILIO_ACCOUNT_SID: production.accountSid,
    TWILIO_API_KEY: production.apiKeySid,
    TWILIO_API_SECRET: production.apiKeySecret,
  };
}

/** Verifies in a directory without a configuration unless one is given; never a call to AWS. */
async function verify(
  world: SeededWorld,
  variables: Variables,
  { argv = [], directory = temporaryFiles({}) }: Given = {},
): Promise<RecordedIo & { readonly exitCode: number }> {
  const recorded = recordedIo({ directory, env: { ...world.env, ...variables } });
  const exitCode = await run(['verify', '--from-variables', ...argv], recorded.io);
  expect(world.aws.journal.list()).toEqual([]);
  for (const canary of world.canaries) {
    expect(recorded.stdout() + recorded.stderr()).not.toContain(canary.slice(0, 8));
  }
  return { ...recorded, exitCode };
}

interface Given {
  readonly argv?: readonly string[];
  readonly directory?: string;
}

describe('verify --from-variables without a configuration', () => {
  it('judges an API key alone, as environment "variables"', async () => {
    const world = await startSeededWorld();
    const argv = ['--format', 'json'];
    const { exitCode, stdout, stderr } = await verify(world, variablesOf(world), { argv });
    const [environment] = JSON.parse(stdout()).environments;
    expect(exitCode).toBe(0);
    expect(environment).toMatchObject({ name: 'variables', verdict: 'pass' });
    const statuses = Object.fromEntries(
      environment.checks.map((one: CheckReport) => [one.id, one.status]),
    );
    expect(statuses).toMatchObject({ 'secret.readable': 'pass', 'credential.accepted': 'pass' });
    expect(stderr()).toContain(
      'note: the credential is read from TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET, and compared with no declaration.',
    );
  });

  it('judges an Auth Token alone', async () => {
    const world = await startSeededWorld();
    const { exitCode } = await verify(world, {
      TWILIO_ACCOUNT_SID: world.staging.sid,
      TWILIO_AUTH_TOKEN: world.staging.authToken,
    });
    expect(exitCode).toBe(0);
  });

  it('takes no misspelt Region for us1, where Twilio would reject the credential', async () => {
    const world = await startSeededWorld();
    const variables = { ...variablesOf(world), TWILIO_REGION: 'dublin' };
    const { exitCode, stderr } = await verify(world, variables);
    expect([exitCode, stderr()]).toEqual([
      2,
      expect.stringContaining('TWILIO_REGION must be one of us1, ie1, au1 (received dublin).'),
    ]);
    expect((await verify(world, { ...variables, TWILIO_REGION: '' })).exitCode).toBe(0);
  });

  it('names the cause, the variables and the same command again', async () => {
    const world = await startSeededWorld();
    deleteApiKey(world.twilio.world, world.production.apiKeySid);
    const argv = ['--verbose'];
    const { exitCode, stdout } = await verify(world, variablesOf(world), { argv });
    expect(exitCode).toBe(1);
    expect(stdout()).toContain('credential.rejected');
    expect(stdout()).toContain('Correct the variables where the process gets them from.');
    expect(stdout()).toContain('npx --no twilio-preflight verify --from-variables\n');
    expect(stdout()).not.toContain('aws secretsmanager');
  });

  it.each<[string, Variables, string]>([
    ['a quote around the token', { TWILIO_API_SECRET: '"abc"' }, 'credential.whitespace'],
    ['a placeholder', { TWILIO_API_SECRET: 'changeme' }, 'credential.placeholder'],
    ['no secret', { TWILIO_API_SECRET: '' }, 'secret.missing-field'],
    ['no account', { TWILIO_ACCOUNT_SID: '' }, 'secret.missing-field'],
  ])('exits 2 for %s', async (_name, changes, cause) => {
    const world = await startSeededWorld();
    const variables = { ...variablesOf(world), ...changes };
    const { exitCode, stdout } = await verify(world, variables);
    expect(stdout()).toContain(cause);
    expect(exitCode).toBe(2);
  });

  it('names the variables where the secret and its version would stand', async () => {
    const world = await startSeededWorld();
    const { stdout } = await verify(world, variablesOf(world));
    expect(stdout()).toContain('  secret: the variables of this process\n');
  });

  it('advises no other names of fields, since variables have names of their own', async () => {
    const world = await startSeededWorld();
    const variables = { ...variablesOf(world), TWILIO_API_KEY: '' };
    const { stdout } = await verify(world, variables);
    expect(stdout()).toContain(
      'What to do first: Correct the variables where the process gets them from.\n',
    );
  });

  it('takes no space or letter case in the Account SID for another account', async () => {
    const world = await startSeededWorld();
    const { sid, authToken: token } = world.staging;
    const causes = await Promise.all(
      [`${sid}\r\n`, ` ${sid}`, `"${sid}"`, sid.toLowerCase()].map(async (given) => {
        const variables = { TWILIO_ACCOUNT_SID: given, TWILIO_AUTH_TOKEN: token };
        const argv = ['--format', 'json'];
        const { exitCode, stdout } = await verify(world, variables, { argv });
        return [exitCode, JSON.parse(stdout()).environments[0].diagnosis.cause];
      }),
    );
    expect(causes).toEqual([
      [2, 'credential.whitespace'],
      [2, 'credential.whitespace'],
      [2, 'credential.whitespace'],
      [2, 'credential.malformed'],
    ]);
  });

  it('judges an Auth Token beside an API key without its secret', async () => {
    const world = await startSeededWorld();
    const { exitCode } = await verify(world, {
      TWILIO_ACCOUNT_SID: world.staging.sid,
      TWILIO_API_KEY: world.production.apiKeySid,
      TWILIO_AUTH_TOKEN: world.staging.authToken,
    });
    expect(exitCode).toBe(0);
  });

  it('exits 2 where no variable is set', async () => {
    const world = await startSeededWorld();
    const { exitCode, stdout, stderr } = await verify(world, {});
    expect({ exitCode, stdout: stdout() }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr()).toContain('error: No variable holds a Twilio credential. Set TWILIO_ACCOUNT');
  });
});

describe('verify --from-variables with a configuration', () => {
  it('ignores it unless an environment is named', async () => {
    const world = await startSeededWorld();
    const directory = temporaryFiles({ 'preflight.config.json': '{ broken' });
    const { exitCode } = await verify(world, variablesOf(world), { directory });
    expect(exitCode).toBe(0);
  });

  it.each([
    ['production', 0, 'PASS'],
    ['staging', 1, 'environment.wrong-account'],
  ])('compares them with %s', async (name, expected, text) => {
    const world = await startSeededWorld();
    const { directory } = world;
    const given = { directory, argv: ['--env', name] };
    const { exitCode, stdout } = await verify(world, variablesOf(world), given);
    expect(stdout()).toContain(text);
    expect(exitCode).toBe(expected);
  });

  it.each([
    [['--env', 'a,b'], 'compared with one environment at most'],
    [['--env', 'a', '--local-secret', 'f'], 'Give --local-secret or --from-variables'],
    [['--version-stage', 'AWSPENDING'], 'variables have no versions'],
  ])('exits 2 for %j', async (argv, message) => {
    const { io, stderr } = recordedIo();
    expect(await run(['verify', '--from-variables', ...argv], io)).toBe(2);
    expect(stderr()).toContain(message);
  });
});
