import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import type { Services } from '../../../cli/services.ts';
import { recordedIo } from '../recorded-io.ts';
import type { SeededWorld } from '../seeded-world.ts';
import { temporaryFiles } from '../temporary-files.ts';
import {
  AUDITOR,
  callsOf,
  type InitWorld,
  PRODUCTION,
  runInit,
  STAGING,
  startInitWorld,
  type Written,
} from './init-world.ts';

const SID = 'ACdfb5b35a454c6996821c13b13e6f33ed';
const OTHER_SID = 'AC217072093cc9fec95faf7f0adf6a8d49';
const TOKEN = '0123456789abcdef0123456789abcdef';
const DECLARED = `production=prod/twilio:${SID}:api-key`;

/** Whatever reaches for AWS fails the test. */
const NO_AWS: Services = {
  signIn: async () => undefined,
  composeVerification: () => {
    throw new Error('AWS is not to be asked');
  },
};

// A seeded world has servers; what is refused before any is asked needs these two members.
const NO_WORLD = { env: {}, canaries: [] } as unknown as SeededWorld;

function initWithoutAws(argv: readonly string[], files = {}): Promise<Written> {
  const directory = temporaryFiles(files);
  return runInit({ world: NO_WORLD, directory }, { argv, services: NO_AWS });
}

describe('without a terminal, init asks nothing', () => {
  it.each([
    ['without an environment', '', '--env is missing: NAME=SECRET:SID'],
    ['with --yes alone', '--yes', '--env is missing'],
    ['an environment without its secret', '--env production', 'is not NAME=SECRET:SID'],
    ['an environment without its account', '--env a=b', 'is not NAME=SECRET:SID'],
    ['a key in place of the account', `--env a=b:SK${SID.slice(2)}`, 'it is not taken from the'],
    ['an unknown kind', `--env a=b:${SID}:apikey`, 'is not NAME=SECRET:SID'],
    ['a name that is none', `--env -a=b:${SID}`, 'needs a value'],
    ['a name with a space', `--env=a+b=c:${SID}:test`, 'is not a name of an environment'],
    ['one name twice', `--env ${DECLARED} --env production=x:${OTHER_SID}`, 'production twice'],
    ['an account cut short', '--env a=b:AC217072:test', 'has 8 characters instead of 34'],
    ['a SID of unknown kind cut short', '--env a=b:AC217072', 'has 8 characters instead of 34'],
    ['a token in place of a secret', `--env a=${TOKEN}:${SID}`, 'no secrets'],
    ['a token as auditor', `--env a=b:${SID} --auditor ${TOKEN}`, 'auditor.secret.id'],
    ['a secret that is none', `--env a=b?:${SID}:test`, 'environments.a.secret.id'],
    ['one account twice', `--env ${DECLARED} --env b=c:${SID}:test`, 'several environments'],
    ['an address that is none', `--env ${DECLARED} --email ops`, 'alerts.email[0]'],
    ['a number that is none', `--env ${DECLARED} --sms 555`, 'alerts.sms[0]'],
    ['an auditor that is none', `--env ${DECLARED} --auditor a?b`, '--auditor a?b is not'],
    ['a folder that is not there', `--env ${DECLARED} --config no/where.json`, 'no directory'],
    ['a folder in place of a file', `--env ${DECLARED} --config /tmp`, '/tmp is a directory'],
    ['a device', `--env ${DECLARED} --config /dev/null`, '/dev/null is no regular file'],
    [
      'too long a name',
      `--env ${DECLARED} --email a@example.com --config ${'x'.repeat(300)}`,
      'could not be written (ENAMETOOLONG)',
    ],
  ])('and exits 2 with what is wrong, writing nothing: %s', async (_name, line, message) => {
    const written = await initWithoutAws(line.split(' ').filter((word) => word !== ''));
    expect(written).toMatchObject({ exitCode: 2, stdout: '', configuration: undefined });
    expect(written.stderr).toMatch(/^error: /);
    expect(written.stderr).toContain(message);
  });

  it('and repeats no secret that was typed', async () => {
    const { exitCode, stderr } = await initWithoutAws(['--env', `a=b:AC:${TOKEN}`]);
    expect(exitCode).toBe(2);
    expect(stderr).not.toContain(TOKEN.slice(0, 8));
  });

  it('and asks neither AWS nor Twilio where the options say everything', async () => {
    const argv = ['--env', DECLARED, '--email', 'ops@example.com', '--sms', '+15551230001'];
    const { exitCode, stdout, stderr, configuration } = await initWithoutAws(argv);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(configuration).toEqual({
      $schema: './node_modules/twilio-preflight/preflight.schema.json',
      environments: {
        production: {
          secret: { id: 'prod/twilio' },
          account: { sid: SID },
          credential: { kind: 'api-key' },
        },
      },
      alerts: { email: ['ops@example.com'], sms: ['+15551230001'] },
    });
    expect(stdout).toBe(`Wrote preflight.config.json: production.

Next:
  npx --no twilio-preflight doctor
  npx --no twilio-preflight verify
  npx cdk deploy
`);
  });

  it('takes an ARN, several environments, and a shared account that is meant', async () => {
    const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/twilio-AbCdEf';
    const environments = [`a=${arn}:${SID}:auth-token`, `b=x:${SID}:test`, `c=y:${OTHER_SID}:test`];
    const argv = environments.flatMap((one) => ['--env', one]);
    const { configuration } = await initWithoutAws([...argv, '--shared-accounts']);
    expect(configuration).toMatchObject({
      environments: {
        a: { secret: { id: arn }, account: { shared: true }, credential: { kind: 'auth-token' } },
        b: { account: { shared: true } },
        c: { account: { sid: OTHER_SID } },
      },
    });
    expect(configuration).not.toHaveProperty('environments.c.account.shared');
  });

  it('replaces a file with --force alone', async () => {
    const files = { 'preflight.config.json': '{ "old": true }' };
    const refused = await initWithoutAws(['--env', DECLARED, '--yes'], files);
    expect(refused).toMatchObject({ exitCode: 2, configuration: { old: true } });
    expect(refused.stderr).toContain('--force replaces it');
    const replaced = await initWithoutAws(['--env', DECLARED, '--force'], files);
    expect(replaced).toMatchObject({ exitCode: 0, configuration: { environments: {} } });
  });

  it('names another file in the next commands, as one word of a shell', async () => {
    const directory = temporaryFiles({ 'preflight.schema.json': '{}' });
    const { io, stdout } = recordedIo({ directory, services: NO_AWS });
    await run(['init', '--env', DECLARED, '--config', "it's.json"], io);
    expect(stdout()).toContain(String.raw`verify --config 'it'\''s.json'`);
    expect(await run(['verify', '--config', "it's.json", '--env', 'x'], io)).toBe(2);
  });
});

describe('with AWS and Twilio, init', () => {
  const declared = ({ staging, production }: InitWorld): readonly string[] => [
    ...['--env', `staging=${STAGING}:${staging}`],
    ...['--env', `production=${PRODUCTION}:${production}`],
  ];

  it('writes what the auditor and the secrets show, and verify passes with it', async () => {
    const world = await startInitWorld();
    const argv = [...declared(world), '--auditor', AUDITOR, '--read-secrets', '--email', 'a@b.co'];
    const { exitCode, stderr, configuration } = await runInit(world, { argv });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { parent: parentSid, staging, production } = world;
    expect(configuration).toMatchObject({
      environments: {
        staging: {
          account: { sid: staging, parentSid, type: 'Full' },
          credential: { kind: 'auth-token' },
        },
        production: {
          account: { sid: production, parentSid, type: 'Full' },
          credential: { kind: 'api-key' },
        },
      },
      auditor: { secret: { id: AUDITOR } },
    });
    const { io } = recordedIo({ env: world.world.env, directory: world.directory });
    expect(await run(['verify', '--strict'], io)).toBe(0);
  });

  it('reads no value without --read-secrets, and says what it assumed', async () => {
    const world = await startInitWorld();
    const { exitCode, stderr, configuration } = await runInit(world, { argv: declared(world) });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`what ${STAGING} holds is not known, so an API key is declared.`);
    expect(stderr).toContain('no one gets alerts');
    expect(configuration).toMatchObject({
      environments: { staging: { credential: { kind: 'api-key' } } },
    });
    expect(callsOf(world)).not.toContain('GetSecretValue');
  });

  it.each([
    ['TwilioApiKey', { kind: 'api-key' }],
    ['TwilioAuthToken', { kind: 'auth-token' }],
    ['TwilioMainApiKey', { kind: 'api-key', keyType: 'main' }],
  ])('declares by the managed type %s, without reading the value', async (type, credential) => {
    const world = await startInitWorld();
    world.world.aws.secrets.create({ name: 'managed', value: TOKEN, type });
    const argv = ['--env', `production=managed:${SID}`];
    const { configuration } = await runInit(world, { argv });
    expect(configuration).toMatchObject({ environments: { production: { credential } } });
  });

  it('maps fields of other names, by their names alone', async () => {
    const world = await startInitWorld();
    const value = JSON.stringify({ twilio: { account: SID, token: TOKEN } });
    world.world.aws.secrets.create({ name: 'own-names', value });
    const argv = ['--env', `production=own-names:${OTHER_SID}`, '--read-secrets'];
    const { configuration } = await runInit(world, { argv });
    expect(configuration).toMatchObject({
      environments: {
        production: {
          secret: { fields: { accountSid: 'twilio.account', authToken: 'twilio.token' } },
          // Never that of the secret.
          account: { sid: OTHER_SID },
          credential: { kind: 'auth-token' },
        },
      },
    });
    expect(JSON.stringify(configuration)).not.toContain(TOKEN.slice(0, 8));
  });

  it.each([
    ['no secret of that name', 'missing', /auditor's accounts are not all known: .*find/],
    ['a secret that is no credential', 'text', /holds no well-formed Auth Token/],
    ['a Standard key, which Twilio refuses', PRODUCTION, /Twilio answered HTTP 401/],
  ])('writes without parents where the auditor shows no accounts: %s', async (_name, id, note) => {
    const world = await startInitWorld();
    world.world.aws.secrets.create({ name: 'text', value: TOKEN });
    const argv = ['--env', `production=${PRODUCTION}:${world.production}:api-key`];
    const { exitCode, stderr, configuration } = await runInit(world, {
      argv: [...argv, '--auditor', id],
    });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(note);
    expect(stderr).not.toContain(TOKEN.slice(0, 8));
    expect(configuration).not.toHaveProperty('environments.production.account.parentSid');
  });

  it('says so of an account that the auditor does not list', async () => {
    const world = await startInitWorld();
    const argv = ['--env', `production=${PRODUCTION}:${SID}:api-key`, '--auditor', AUDITOR];
    const { stderr } = await runInit(world, { argv });
    expect(stderr).toContain(`the auditor does not list ${SID} of production`);
  });

  it('exits 2 and writes nothing where there is no sign-in to AWS', async () => {
    const error = Object.assign(new Error('none'), { name: 'CredentialsProviderError' });
    const directory = temporaryFiles({});
    const services: Services = { signIn: () => Promise.reject(error) };
    const argv = ['--env', `production=prod/twilio:${SID}`];
    const written = await runInit({ world: NO_WORLD, directory }, { argv, services });
    expect(written).toMatchObject({ exitCode: 2, configuration: undefined });
    expect(written.stderr).toContain('You are not signed in to AWS.');
  });
});

it('replaces nothing that has come into being meanwhile', async () => {
  const world = await startInitWorld();
  const path = join(world.directory, 'preflight.config.json');
  const services: Services = {
    signIn: async () => writeFileSync(path, '{ "theirs": true }'),
  };
  const argv = ['--env', `production=${PRODUCTION}:${world.production}`];
  const written = await runInit(world, { argv, services });
  expect(written).toMatchObject({ exitCode: 2, configuration: { theirs: true } });
  expect(written.stderr).toContain('it exists by now');
});
