import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../cli/diagnose/trace/trace.ts';
import { run } from '../../../cli/run.ts';
import type { Report } from '../../../functions/domain/model/report.ts';
import { addApiKey, deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type RecordedIo, recordedIo } from '../recorded-io.ts';
import { PRODUCTION_SECRET_ID, type SeededWorld, startSeededWorld } from '../seeded-world.ts';
import { temporaryFiles } from '../temporary-files.ts';

const DEAD_SECRET = 'q7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQe';

async function diagnose(
  world: SeededWorld,
  ...options: readonly string[]
): Promise<RecordedIo & { readonly exitCode: number }> {
  const recorded = recordedIo({ env: world.env, directory: world.directory });
  const exitCode = await run(['diagnose', '--env', 'production', ...options], recorded.io);
  for (const canary of [...world.canaries, DEAD_SECRET]) {
    for (const form of [canary, Buffer.from(canary).toString('base64')]) {
      expect(recorded.stdout() + recorded.stderr()).not.toContain(form.slice(0, 8));
    }
  }
  return { ...recorded, exitCode };
}

async function diagnoseAsJson(
  world: SeededWorld,
): Promise<{ readonly report: Report; readonly trace: Trace }> {
  return JSON.parse((await diagnose(world, '--format', 'json')).stdout());
}

/** An old key secret was stored over the one that works. */
function makeStale({ aws, production }: SeededWorld): void {
  const value = JSON.stringify({ ...production, apiKeySecret: DEAD_SECRET });
  aws.secrets.put({ id: PRODUCTION_SECRET_ID, value });
}

describe('diagnose', () => {
  it('says of a passing environment that nothing further had to be asked, and exits 0', async () => {
    const { exitCode, stdout } = await diagnose(await startSeededWorld());
    expect(exitCode).toBe(0);
    expect(stdout()).toContain('What is asked every time');
    expect(stdout()).not.toContain('What was asked because something was wrong');
    expect(stdout()).toContain('It passes: nothing further had to be asked.');
    expect(stdout()).toContain('PASS  production');
  });

  it('shows what was asked, why and what followed before the diagnosis, and exits as verify', async () => {
    const world = await startSeededWorld();
    makeStale(world);
    const { exitCode, stdout } = await diagnose(world);
    expect(exitCode).toBe(1);
    const order = [
      'What is asked every time',
      'What was asked because something was wrong',
      'Does AWSPREVIOUS work?',
      'why:    it would show credential.stale-version; open: credential.rejected (likely)',
      'proves credential.stale-version; rules out credential.rejected',
      'A cause is proven',
      'FAIL  production',
    ];
    const places = order.map((text) => stdout().indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('gives the report and the trace as one JSON document', async () => {
    const world = await startSeededWorld();
    makeStale(world);
    const { report, trace } = await diagnoseAsJson(world);
    expect(report.environments.map(({ diagnosis }) => diagnosis?.cause)).toEqual([
      'credential.stale-version',
    ]);
    const further = trace.entries.filter(({ wave }) => wave === 'further');
    expect(further.map(({ asked }) => asked)).toEqual([
      'what do the versions of the secret say',
      'does AWSPREVIOUS work',
    ]);
  });

  it('shows a dead key being told from a key of every other account and Region', async () => {
    const world = await startSeededWorld();
    deleteApiKey(world.twilio.world, world.production.apiKeySid);
    const { trace } = await diagnoseAsJson(world);
    const concluded = trace.entries.map((entry) => entry.concluded);
    expect(concluded).toContain(
      'rules out environment.wrong-account or credential.request-refused',
    );
    expect(concluded).toContain('rules out region.mismatch (ie1)');
    expect(concluded).toContain('rules out region.mismatch (au1)');
    expect(concluded.at(-1)).toContain('proves credential.rejected');
    expect(trace.ended).toMatch(/^A cause is proven/);
  });

  it.each([
    {
      fault: 'white space',
      change: (value: string) => `${value}\n`,
      cause: 'credential.whitespace',
    },
    { fault: 'quotes', change: (value: string) => `"${value}"`, cause: 'credential.whitespace' },
  ])('shows $fault being proven by the mended value, and prints neither', async (row) => {
    const world = await startSeededWorld();
    const { apiKeySecret } = world.production;
    const value = { ...world.production, apiKeySecret: row.change(apiKeySecret) };
    world.aws.secrets.put({ id: PRODUCTION_SECRET_ID, value: JSON.stringify(value) });
    const [pretty, json] = [await diagnose(world), await diagnose(world, '--format', 'json')];
    expect([pretty.exitCode, json.exitCode]).toEqual([2, 2]);
    expect(pretty.stdout()).toContain('Would the value work once its form is fixed?');
    expect(pretty.stdout()).toContain(`proves ${row.cause}`);
  });

  it('names the environment whose key it is', async () => {
    const world = await startSeededWorld();
    const { accounts } = world.twilio.world;
    const staging = [...accounts.values()].find(
      ({ sid, ownerSid }) => sid !== ownerSid && sid !== world.production.accountSid,
    );
    const key = addApiKey(world.twilio.world, {
      accountSid: staging?.sid ?? '',
      keyType: 'standard',
    });
    deleteApiKey(world.twilio.world, world.production.apiKeySid);
    const { accountSid } = world.production;
    const value = JSON.stringify({ accountSid, apiKeySid: key.sid, apiKeySecret: key.secret });
    world.aws.secrets.put({ id: PRODUCTION_SECRET_ID, value });
    const { stdout } = await diagnose({ ...world, canaries: [...world.canaries, key.secret] });
    expect(stdout()).toContain('Which account does the credential belong to?');
    expect(stdout()).toContain('proves environment.wrong-account');
    expect(stdout()).toContain('that of staging');
  });

  it('explains a secret in a file, which has no other versions to ask for', async () => {
    const world = await startSeededWorld();
    deleteApiKey(world.twilio.world, world.production.apiKeySid);
    const directory = temporaryFiles({ 'credentials.json': JSON.stringify(world.production) });
    const { exitCode, stdout } = await diagnose(
      world,
      ...['--local-secret', `${directory}/credentials.json`],
    );
    expect(exitCode).toBe(1);
    expect(stdout()).toContain('Does AWSPREVIOUS work?');
    expect(world.aws.journal.list()).toEqual([]);
  });
});
