import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { type LocalTwilio, startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';

/** Of the right form, and of no key. */
export const WRONG_SECRET = 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u';

/** A Twilio, and what an application has in its environment. */
export interface World {
  readonly twilio: LocalTwilio;
  readonly env: Readonly<Record<string, string>>;
}

/** A Twilio with one API key, and the variables of an application that has it. */
export async function startWorld(changes: Readonly<Record<string, string>> = {}): Promise<World> {
  const twilio = await startLocalTwilio();
  onTestFinished(() => twilio.close());
  const { sid } = addAccount(twilio.world, { sid: changes['TWILIO_ACCOUNT_SID'] });
  const key = addApiKey(twilio.world, { accountSid: sid, keyType: 'standard' });
  const env = {
    PREFLIGHT_TWILIO_ORIGIN: twilio.origin,
    TWILIO_ACCOUNT_SID: sid,
    TWILIO_API_KEY: key.sid,
    TWILIO_API_SECRET: key.secret,
    ...changes,
  };
  return { twilio, env };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a module of the application in `cwd` and gives its origin once it listens. */
export async function startApp(cwd: string, file: string, env: World['env']): Promise<string> {
  const port = await freePort();
  const all = { ...env, PORT: String(port), PATH: process.env['PATH'] ?? '' };
  const child = spawn(process.execPath, [file], { cwd, env: all, stdio: 'inherit' });
  onTestFinished(() => stop(child));
  const origin = `http://127.0.0.1:${port}`;
  await expect.poll(async () => (await isListening(origin)) || child.exitCode !== null).toBe(true);
  expect(child.exitCode).toBeNull();
  return origin;
}

async function isListening(origin: string): Promise<boolean> {
  return await fetch(`${origin}/none`).then(
    ({ status }) => status === 404,
    () => false,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

/** Status, media type and verdict of a health address. */
export async function healthAt(address: string): Promise<readonly unknown[]> {
  const response = await fetch(address);
  const body: { readonly status?: unknown } = JSON.parse(await response.text());
  return [response.status, response.headers.get('content-type')?.split(';')[0], body.status];
}
