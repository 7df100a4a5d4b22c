import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { PRODUCT_VERSION } from '../../functions/product.ts';
import { startSeededWorld } from '../cli/seeded-world.ts';
import { temporaryFiles } from '../cli/temporary-files.ts';
import { runNode } from './strangers-app.ts';

const { app } = inject('installed');
const COMMAND = join(app, 'node_modules/.bin/twilio-preflight');

describe("the command line in a stranger's project", () => {
  it('says what it can do, and which version it is', async () => {
    expect(await runNode(app, [COMMAND, '--help'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Usage: twilio-preflight COMMAND'),
      stderr: '',
    });
    expect((await runNode(app, [COMMAND, '--version'])).stdout).toBe(`${PRODUCT_VERSION}\n`);
  });

  it.each([
    ['explain credential.rejected', 'What to do'],
    ['schema report', '"title": "Report of twilio-preflight"'],
    ['completion bash', 'complete -F'],
    ['completion environments', 'staging\nproduction\n'],
  ])('loads what a command needs from its chunks: %s', async (line, text) => {
    const { exitCode, stdout, stderr } = await runNode(app, [COMMAND, ...line.split(' ')]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(text);
  });

  it('judges the credential in variables, without AWS and without a configuration', async () => {
    const { twilio, env, production, aws } = await startSeededWorld();
    const { exitCode, stdout } = await runNode('/', [COMMAND, 'verify', '--from-variables'], {
      ...env,
      TWILIO_ACCOUNT_SID: production.accountSid,
      TWILIO_API_KEY: production.apiKeySid,
      TWILIO_API_SECRET: production.apiKeySecret,
    });
    expect(stdout).toContain('PASS  variables');
    expect(exitCode).toBe(0);
    expect(aws.journal.list()).toEqual([]);
    expect(twilio.journal.entries()).not.toEqual([]);
  });

  it("goes by the stranger's own configuration", async () => {
    const { exitCode, stderr } = await runNode(app, [COMMAND, 'verify', '--env', 'elsewhere']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('staging, production');
  });

  it('asks AWS and Twilio, and gives the report as one JSON document', async () => {
    const { aws, twilio, directory, env } = await startSeededWorld();
    const argv = [COMMAND, 'verify', '--format', 'json'];
    const { exitCode, stdout, stderr } = await runNode(directory, argv, {
      ...env,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'an-example',
    });
    expect(stderr).toBe(`note: Twilio is replaced by ${twilio.origin}.\n`);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, verdict: 'pass' });
    expect(exitCode).toBe(0);
  });

  it('writes a configuration of options alone', async () => {
    const directory = temporaryFiles({});
    const environment = 'production=prod/twilio:ACdfb5b35a454c6996821c13b13e6f33ed:api-key';
    const argv = [COMMAND, 'init', '--env', environment, '--email', 'ops@example.com'];
    expect(await runNode(directory, argv)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Wrote preflight.config.json: production.'),
      stderr: '',
    });
  });
});
