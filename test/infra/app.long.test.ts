import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { environment, writeConfiguration } from './configuration-files.ts';
import { temporaryDirectory } from './temporary-directory.ts';

describe('the app, started as the CDK starts it, on a configuration that is not valid', () => {
  const outDir = temporaryDirectory();
  const sid = 'ACdfb5b35a454c6996821c13b13e6f33e'; // one character short
  let run: { readonly status: number | null; readonly stdout: string; readonly stderr: string };

  beforeAll(() => {
    const config = writeConfiguration({
      environments: { production: environment(sid, { id: 'production/twilio/credentials' }) },
    });
    run = spawnSync(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
      encoding: 'utf8',
      env: { CDK_OUTDIR: outDir, CDK_CONTEXT_JSON: JSON.stringify({ config }) },
    });
  });

  it('stops the synth', () => {
    expect(run.status).toBe(1);
  });

  it('says where the fault is, what was received and what is allowed', () => {
    expect(run.stderr).toContain('environments.production.account.sid');
    expect(run.stderr).toContain(sid);
    expect(run.stderr).toContain('must be an Account SID');
  });

  it('prints no stack trace', () => {
    expect(run.stderr + run.stdout).not.toMatch(/^\s+at /m);
  });

  it('leaves no assembly that could be deployed', () => {
    expect(readdirSync(outDir)).toEqual([]);
  });
});
