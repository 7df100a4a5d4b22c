import { describe, expect, it } from 'vitest';
import { readReport } from '../../../cli/invoke/read-report.ts';
import { run } from '../../../cli/run.ts';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type RecordedIo, recordedIo } from '../recorded-io.ts';
import { PRODUCTION_SECRET_ID, type SeededWorld, startSeededWorld } from '../seeded-world.ts';
import { temporaryFiles } from '../temporary-files.ts';

async function verify(
  world: SeededWorld,
  ...options: readonly string[]
): Promise<RecordedIo & { readonly exitCode: number }> {
  const recorded = recordedIo({ env: world.env, directory: world.directory });
  const exitCode = await run(['verify', ...options], recorded.io);
  for (const canary of world.canaries) {
    expect(recorded.stdout() + recorded.stderr()).not.toContain(canary.slice(0, 8));
  }
  return { ...recorded, exitCode };
}

function putProduction({ aws, production }: SeededWorld, changes: object | string): void {
  const value =
    typeof changes === 'string' ? changes : JSON.stringify({ ...production, ...changes });
  aws.secrets.put({ id: PRODUCTION_SECRET_ID, value });
}

interface FaultRow {
  readonly name: string;
  readonly arrange: (world: SeededWorld) => void;
  readonly code: number;
  readonly cause: string;
}

const FAULTS: readonly FaultRow[] = [
  {
    name: 'a deleted key',
    arrange: (world) => deleteApiKey(world.twilio.world, world.production.apiKeySid),
    code: 1,
    cause: 'credential.rejected',
  },
  {
    name: 'a secret that may not be read',
    arrange: ({ aws }) =>
      aws.secrets.access.deny({ secretId: PRODUCTION_SECRET_ID, denial: 'access' }),
    code: 1,
    cause: 'secret.access-denied',
  },
  {
    name: 'a secret scheduled for deletion',
    arrange: ({ aws }) => aws.secrets.scheduleDeletion(PRODUCTION_SECRET_ID),
    code: 2,
    cause: 'secret.pending-deletion',
  },
  {
    name: 'a secret that is no JSON',
    arrange: (world) => putProduction(world, 'none'),
    code: 2,
    cause: 'secret.not-json',
  },
  {
    name: 'white space in the secret',
    arrange: (world) =>
      putProduction(world, { apiKeySecret: `${world.production.apiKeySecret}\n` }),
    code: 2,
    cause: 'credential.whitespace',
  },
  {
    name: 'Twilio down',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'reset' }),
    code: 3,
    cause: 'twilio.unavailable',
  },
  {
    name: 'a proxy that answers with the credentials',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'echo-credentials', format: 'html' }),
    code: 3,
    cause: 'twilio.unexpected-response',
  },
  {
    name: 'Secrets Manager answering garbage',
    arrange: ({ aws }) => aws.faults.add({ service: 'secretsmanager', kind: 'garbage' }),
    code: 3,
    cause: 'aws.unavailable',
  },
];

describe('verify with the caller’s AWS credentials', () => {
  it('passes every declared environment and exits 0 when none is named', async () => {
    const world = await startSeededWorld();
    const { exitCode, stdout, stderr } = await verify(world);
    expect(exitCode).toBe(0);
    expect(stdout()).toContain('PASS  2 environments: 2 pass\n');
    expect(stderr()).toBe(`note: Twilio is replaced by ${world.twilio.origin}.\n`);
  });

  it('judges the named environments only, in their order, none twice', async () => {
    const world = await startSeededWorld();
    const { stdout } = await verify(
      world,
      ...['--env', 'production, staging', '--env=production', '--format', 'json'],
    );
    const { trigger, environments } = JSON.parse(stdout());
    expect(trigger).toBe('cli');
    expect(environments.map((one: { name: string }) => one.name)).toEqual([
      'production',
      'staging',
    ]);
  });

  it.each(FAULTS)('exits as the contract says: $name', async ({ arrange, code, cause }) => {
    const world = await startSeededWorld();
    arrange(world);
    const [pretty, json] = await Promise.all([
      verify(world, '--env', 'production'),
      verify(world, '--env', 'production', '--format', 'json'),
    ]);
    expect([pretty.exitCode, json.exitCode]).toEqual([code, code]);
    expect(pretty.stdout()).toContain(cause);
    // The reader of `invoke` takes every report that this version makes.
    const { environments } = readReport(json.stdout(), ['production']);
    expect(environments[0]?.diagnosis?.cause).toBe(cause);
  });

  it.each([
    ['shadow mode', { mode: 'shadow' }],
    ['onInconclusive "allow"', { onInconclusive: 'allow' }],
  ])('exits 0 when nothing is blocked, because of %s', async (name, settings) => {
    const world = await startSeededWorld(settings);
    world.twilio.faults.add({ kind: 'html', status: 403 });
    const { exitCode, stdout } = await verify(world, '--env', 'production');
    expect(exitCode).toBe(0);
    expect(stdout()).toContain(
      `INCONCLUSIVE  production: judged from here; ${name} lets it pass\n`,
    );
  });

  it('names the environments there are when one is not declared', async () => {
    const world = await startSeededWorld();
    const { exitCode, stderr, stdout } = await verify(world, '--env', 'prodction');
    expect(exitCode).toBe(2);
    expect(stderr()).toContain('prodction (did you mean production?)');
    expect(stdout()).toBe('');
  });

  it.each([
    ['is not JSON', '{', 'is not JSON'],
    ['declares nothing', '{ "environments": {} }', 'environments'],
    ['has an unknown key', '{ "enviroments": {} }', 'environments'],
  ])('exits 2 and names the file when the configuration %s', async (_name, text, message) => {
    const directory = temporaryFiles({ 'other.json': text });
    const { io, stderr } = recordedIo({ directory });
    expect(await run(['verify', '--config', 'other.json'], io)).toBe(2);
    expect(stderr()).toContain(`${directory}/other.json: `);
    expect(stderr()).toContain(message);
  });

  it('exits 2 when Twilio is to be replaced by a host that is not loopback', async () => {
    const world = await startSeededWorld();
    const env = { PREFLIGHT_TWILIO_ORIGIN: 'https://twilio.example.com' };
    const { io, stderr } = recordedIo({ env, directory: world.directory });
    expect(await run(['verify'], io)).toBe(2);
    expect(stderr()).toContain('PREFLIGHT_TWILIO_ORIGIN');
    expect(world.aws.journal.list()).toEqual([]);
  });
});

describe('verify on a terminal', () => {
  it('shows colour and takes its progress away', async () => {
    const { directory, env } = await startSeededWorld();
    const { io, stdout, stderr } = recordedIo({ env, directory, isTerminal: true });
    expect(await run(['verify'], io)).toBe(0);
    expect(stdout()).toContain('\u001b[');
    expect(stderr()).toContain('Verifying staging, production …\r\u001b[2K');
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('leaves colour out with %o', async (variables) => {
    const { directory, env } = await startSeededWorld();
    const { io, stdout } = recordedIo({
      env: { ...env, ...variables },
      directory,
      isTerminal: true,
    });
    expect(await run(['verify'], io)).toBe(0);
    expect(stdout()).not.toContain('\u001b');
  });
});
