import { describe, expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import { addApiKey, deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type RecordedIo, recordedIo } from '../recorded-io.ts';
import { PRODUCTION_SECRET_ID, type SeededWorld, startSeededWorld } from '../seeded-world.ts';

async function audit(
  world: SeededWorld,
  ...options: readonly string[]
): Promise<RecordedIo & { readonly exitCode: number }> {
  const recorded = recordedIo({ env: world.env, directory: world.directory });
  const exitCode = await run(['audit', ...options], recorded.io);
  for (const canary of world.canaries) {
    expect(recorded.stdout() + recorded.stderr()).not.toContain(canary.slice(0, 8));
  }
  return { ...recorded, exitCode };
}

/** A key of production's account that is in no secret. */
function addStray({ twilio, production: { accountSid } }: SeededWorld): void {
  addApiKey(twilio.world, { accountSid, keyType: 'standard', friendlyName: 'a laptop' });
}

interface Row {
  readonly name: string;
  readonly arrange: (world: SeededWorld) => void;
  readonly production?: object;
  readonly code: number;
  readonly strictCode: number;
  readonly says: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'nothing to look at',
    arrange: () => undefined,
    code: 0,
    strictCode: 0,
    says: 'PASS  key audit of 1 environment: 1 pass',
  },
  {
    name: 'a key that is in no declared secret',
    arrange: addStray,
    code: 0,
    strictCode: 4,
    says: 'WARN production key.stray: SK',
  },
  {
    name: 'a key that is gone',
    arrange: ({ twilio, production }) => deleteApiKey(twilio.world, production.apiKeySid),
    code: 1,
    strictCode: 1,
    says: 'FAIL production key.present: SK',
  },
  {
    name: 'another label than declared',
    arrange: () => undefined,
    production: { credential: { labelPrefix: 'production-' } },
    code: 1,
    strictCode: 1,
    says: 'FAIL production key.label: SK',
  },
  {
    name: 'the same in shadow mode, which is the gate’s alone',
    arrange: () => undefined,
    production: { credential: { labelPrefix: 'production-' }, mode: 'shadow' },
    code: 1,
    strictCode: 1,
    says: 'FAIL production key.label: SK',
  },
  {
    name: 'Twilio down',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'reset' }),
    code: 3,
    strictCode: 3,
    says: 'INCONCLUSIVE production key.stray: the keys are not known',
  },
  {
    name: 'a secret that may not be read',
    arrange: ({ aws }) =>
      aws.secrets.access.deny({ secretId: PRODUCTION_SECRET_ID, denial: 'access' }),
    code: 3,
    strictCode: 3,
    says: 'INCONCLUSIVE production key.present: the secret could not be read (access-denied)',
  },
];

describe('audit with the caller’s AWS credentials', () => {
  it.each(ROWS)('exits as the findings are: $name', async (row) => {
    const world = await startSeededWorld(row.production);
    row.arrange(world);
    const pretty = await audit(world, '--env', 'production');
    const json = await audit(world, '--env', 'production', '--format', 'json');
    const strict = await audit(world, '--env=production', '--strict', '--format', 'junit');
    expect([pretty.exitCode, json.exitCode, strict.exitCode]).toEqual([
      row.code,
      row.code,
      row.strictCode,
    ]);
    expect(pretty.stdout().replaceAll(/\s+/g, ' ')).toContain(row.says.replaceAll(/\s+/g, ' '));
    expect(JSON.parse(json.stdout()).schemaVersion).toBe(1);
  });

  it('audits every declared environment where none is named, and writes notes to stderr alone', async () => {
    const world = await startSeededWorld();
    const { stdout, stderr } = await audit(world, '--format', 'json');
    const { findings } = JSON.parse(stdout());
    expect(new Set(findings.map((one: { environment: string }) => one.environment))).toEqual(
      new Set(['staging', 'production']),
    );
    expect(stderr()).toBe(`note: Twilio is replaced by ${world.twilio.origin}.\n`);
  });

  it.each([
    ['pretty', /^WARN {2}key audit of 2 environments: 1 warn, 1 pass\n/],
    ['markdown', /^## Key audit: warn\n/],
    ['github', /^::warning title=production key\.stray,file=[\w./-]+,line=\d+,col=\d+::SK/],
    ['junit', /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="key audit" tests="/],
  ])('has the format %s', async (format, start) => {
    const world = await startSeededWorld();
    addStray(world);
    const { stdout, exitCode } = await audit(world, '--format', format);
    expect(stdout()).toMatch(start);
    expect(exitCode).toBe(0);
  });

  it('changes nothing: every request to Twilio is a GET, every one to AWS reads', async () => {
    const world = await startSeededWorld();
    addStray(world);
    world.aws.journal.clear();
    await audit(world);
    expect(new Set(world.twilio.journal.entries().map(({ method }) => method))).toEqual(
      new Set(['GET']),
    );
    expect(new Set(world.aws.journal.list().map(({ operation }) => operation))).toEqual(
      new Set(['GetSecretValue', 'DescribeSecret']),
    );
  });

  it('names the environments there are when one is not declared', async () => {
    const world = await startSeededWorld();
    const { exitCode, stderr, stdout } = await audit(world, '--env', 'prodction');
    expect(exitCode).toBe(2);
    expect(stderr()).toContain('prodction (did you mean production?)');
    expect(stdout()).toBe('');
  });

  it('shows colour and progress on a terminal', async () => {
    const { directory, env } = await startSeededWorld();
    const { io, stdout, stderr } = recordedIo({ env, directory, isTerminal: true });
    expect(await run(['audit'], io)).toBe(0);
    expect(stdout()).toContain('\u001b[');
    expect(stderr()).toContain('Auditing the keys of staging, production …\r\u001b[2K');
  });
});
