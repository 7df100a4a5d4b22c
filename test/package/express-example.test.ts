import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import { healthAt, startApp, startWorld, WRONG_SECRET } from './running-app.ts';
import { runNode } from './strangers-app.ts';

const { kitApp } = inject('installed');
const TYPE = 'application/health+json';

describe('the Express example', () => {
  it('answers 200 while the credential works', async () => {
    const { env } = await startWorld();
    const origin = await startApp(kitApp, 'server.mjs', env);
    await expect.poll(() => healthAt(`${origin}/health`)).toEqual([200, TYPE, 'pass']);
  });

  it('answers 503 once its key is deleted', async () => {
    const { twilio, env } = await startWorld();
    const origin = await startApp(kitApp, 'server.mjs', env);
    deleteApiKey(twilio.world, env['TWILIO_API_KEY'] ?? '');
    await expect.poll(() => healthAt(`${origin}/health`)).toEqual([503, TYPE, 'fail']);
  });

  it('does not start with a rejected credential', async () => {
    const { env } = await startWorld({ TWILIO_API_SECRET: WRONG_SECRET });
    const { exitCode, stderr } = await runNode(kitApp, ['server.mjs'], env);
    expect(stderr).toContain('credential.rejected');
    expect(stderr).not.toContain(WRONG_SECRET);
    expect(exitCode).toBe(1);
  });

  it('compares its variables with the declared account, by npm run preflight', async () => {
    const config = JSON.parse(readFileSync(join(kitApp, 'preflight.config.json'), 'utf8'));
    const { sid } = config.environments.production.account;
    const { scripts } = JSON.parse(readFileSync(join(kitApp, 'package.json'), 'utf8'));
    const [command = '', ...words] = scripts.preflight.split(' ');
    const argv = [join(kitApp, 'node_modules/.bin', command), ...words];
    const declared = await startWorld({ TWILIO_ACCOUNT_SID: sid });
    const other = await startWorld();
    const endings = await Promise.all(
      [declared, other].map(({ env }) => runNode(kitApp, argv, env)),
    );
    expect(endings.map(({ exitCode }) => exitCode)).toEqual([0, 1]);
  });
});
