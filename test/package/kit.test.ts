import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { startLocalAws } from '../../local/aws/start-local-aws.ts';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { codeBlocks } from '../docs/code-blocks.ts';
import { healthAt, startApp, startWorld, type World, WRONG_SECRET } from './running-app.ts';
import { runNode } from './strangers-app.ts';

const { app, kitApp } = inject('installed');
const PAGE = 'docs/application-kit.md';

/** The block of the page with this text in it, as a module of the application. */
function fromPage(part: string): string {
  const [block, ...others] = codeBlocks(PAGE).filter(({ text }) => text.includes(part));
  if (block === undefined || others.length > 0)
    throw new Error(`${PAGE}: not one block of ${part}`);
  return transformSync(block.text, { loader: 'ts', format: 'esm' }).code;
}

let modules = 0;

/** Starts a module in the application's directory and gives its origin once it listens. */
async function start(code: string, env: World['env']): Promise<string> {
  modules += 1;
  const file = `module-${modules}.mjs`;
  writeFileSync(join(kitApp, file), code);
  return await startApp(kitApp, file, env);
}

const TYPE = 'application/health+json';

describe.each([
  { framework: 'node:http', part: 'const health = healthHandler();\ncreateServer(' },
  { framework: 'Express', part: "from 'express'" },
  { framework: 'Fastify', part: "from 'fastify'" },
  { framework: 'Hono', part: "from 'hono'" },
])('the health of an application with $framework, from the page', ({ part }) => {
  it('is 200 for a good credential, with one verification for a hundred requests at once', async () => {
    const { twilio, env } = await startWorld();
    const address = `${await start(fromPage(part), env)}/health`;
    const all = await Promise.all(Array.from({ length: 100 }, () => healthAt(address)));
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBeLessThanOrEqual(2);
    await expect.poll(() => healthAt(address)).toEqual([200, TYPE, 'pass']);
    expect(twilio.journal.entries()).toHaveLength(1);
  });

  it('is 503 for a rejected one', async () => {
    const { env } = await startWorld({ TWILIO_API_SECRET: WRONG_SECRET });
    const address = `${await start(fromPage(part), env)}/health`;
    await expect.poll(() => healthAt(address)).toEqual([503, TYPE, 'fail']);
  });

  it('is 200 while Twilio gives no answer', async () => {
    const { twilio, env } = await startWorld();
    twilio.faults.add({ kind: 'hang' });
    const address = `${await start(fromPage(part), env)}/health`;
    expect(await healthAt(address)).toEqual([200, TYPE, 'warn']);
  });
});

describe('the start of an application', () => {
  it('goes on with a good credential, by the code of the page', async () => {
    const { env } = await startWorld();
    writeFileSync(join(kitApp, 'start.mjs'), fromPage('loadTwilioCredentials({ verify: true })'));
    const { stdout, stderr } = await runNode(kitApp, ['start.mjs'], env);
    expect([stdout, stderr]).toEqual([`Twilio account ${env['TWILIO_ACCOUNT_SID']}\n`, '']);
  });

  it.each(['module', 'commonjs'])('ends with one clear error: %s', async (type) => {
    const code = `import('twilio-preflight/startup').then((kit) => kit.loadTwilioCredentials()).catch((error) => console.log(error.code, error.message))`;
    const env = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'short\n' };
    const { stdout } = await runNode(app, [`--input-type=${type}`, '-e', code], env);
    expect(stdout).toMatch(/^credential.malformed No usable Twilio credential .*TWILIO_AUTH_TOKEN/);
  });

  it('needs the AWS client for a secret, and says so where it is not installed', async () => {
    const code =
      "require('twilio-preflight/startup').loadTwilioCredentials({ secretId: 'a' }).catch(({ code, message }) => console.log(code, message))";
    const { stdout } = await runNode(app, ['-e', code]);
    expect(stdout).toMatch(/^config.invalid .*npm install @aws-sdk\/client-secrets-manager/);
  });
});

describe('an application with subaccounts, from the page', () => {
  it('answers for each tenant', async () => {
    const { twilio, env } = await startWorld();
    const aws = await startLocalAws();
    onTestFinished(() => aws.close());
    const { sid: accountSid } = addAccount(twilio.world);
    const { sid: apiKeySid, secret: apiKeySecret } = addApiKey(twilio.world, {
      accountSid,
      keyType: 'standard',
    });
    const secret = { accountSid, apiKeySid, apiKeySecret };
    const put = (name: string, value: object): void => {
      aws.secrets.create({ name: `tenants/${name}/twilio`, value: JSON.stringify(value) });
    };
    put('one', secret);
    put('two', { ...secret, apiKeySecret: WRONG_SECRET });
    const origin = await start(fromPage('new Map<string, HealthHandler>'), {
      ...env,
      TENANTS: 'one,two',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'an-example',
    });
    await expect.poll(() => healthAt(`${origin}/health/one`)).toEqual([200, TYPE, 'pass']);
    await expect.poll(() => healthAt(`${origin}/health/two`)).toEqual([503, TYPE, 'fail']);
  });
});

describe('the installation of an application', () => {
  it('has no CDK, and no SDK of Twilio', () => {
    const names = readdirSync(join(kitApp, 'node_modules'));
    expect(names).toContain('twilio-preflight');
    expect(names).not.toContain('aws-cdk-lib');
    expect(names).not.toContain('constructs');
    expect(names).not.toContain('twilio');
  });

  it('has types that hold', async () => {
    const compiler = resolve('node_modules/typescript/bin/tsc');
    const options = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'ES2022'] as const;
    const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')] as const;
    for (const module of ['NodeNext', 'Preserve']) {
      const args = [...options, ...types, '--module', module, 'typed-kit.mts'];
      const { stdout } = await runNode(kitApp, [compiler, ...args]);
      expect(stdout).toBe('');
    }
  });
});
