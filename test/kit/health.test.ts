import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type HealthHandler, healthHandler } from '../../kit/health.ts';
import { createLeakFinder } from '../canary/find-leak.ts';
import { type KitWorld, startKitWorld } from './kit-world.ts';

/** What each form of the handler answers, the first request included. */
const FORMS: readonly {
  readonly form: string;
  readonly ask: (handler: HealthHandler) => Promise<Response>;
}[] = [
  {
    form: "Node's http",
    ask: async (handler) => {
      const server = createServer(handler).listen(0, '127.0.0.1');
      onTestFinished(() => {
        server.closeAllConnections();
        server.close();
      });
      await vi.waitFor(() => expect(server.listening).toBe(true));
      const { port } = server.address() as AddressInfo;
      return await fetch(`http://127.0.0.1:${port}/health`);
    },
  },
  { form: 'the Fetch standard', ask: (handler) => handler.fetch() },
  {
    form: 'Fastify',
    ask: async (handler) => {
      const init: { status?: number; headers?: Record<string, string> } = {};
      const reply = {
        code: (status: number) => {
          init.status = status;
        },
        headers: (headers: Record<string, string>) => {
          init.headers = headers;
        },
      };
      return new Response(await handler.fastify({}, reply), init);
    },
  },
];

function wrongSecret({ key }: KitWorld): string {
  return [...key.apiKeySecret].reverse().join('');
}

describe.each(FORMS)('healthHandler for $form', ({ ask }) => {
  it('answers 200 for a credential that Twilio accepts', async () => {
    const { key } = await startKitWorld();
    const response = await ask(healthHandler({ credentials: key }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/health+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      status: 'pass',
      checks: { 'twilio:credential': [{ status: 'pass' }] },
    });
  });

  it('answers 503 for one that it rejects, and shows neither secret nor SID', async () => {
    const world = await startKitWorld();
    const credentials = { ...world.key, apiKeySecret: wrongSecret(world) };
    const handler = healthHandler({ credentials });
    const response = await ask(handler);
    expect(response.status).toBe(503);
    const text = `${await response.text()}${inspect(handler, { showHidden: true, depth: 9 })}`;
    const { accountSid, apiKeySid, apiKeySecret } = credentials;
    const secrets = [apiKeySecret, world.key.apiKeySecret, accountSid, apiKeySid];
    expect(createLeakFinder(secrets).find(text)).toBeUndefined();
  });

  it('answers 200 where the connection to Twilio breaks', async () => {
    const { twilio, key } = await startKitWorld();
    twilio.faults.add({ kind: 'reset' });
    const response = await ask(healthHandler({ credentials: key }));
    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({ status: 'warn' }),
    ]);
  });
});

describe('healthHandler', () => {
  it('answers 200 where Twilio takes its time', async () => {
    const { twilio, key } = await startKitWorld();
    twilio.faults.add({ kind: 'hang' });
    expect((await healthHandler({ credentials: key }).fetch()).status).toBe(200);
  });

  it('verifies the variables of the process by default', async () => {
    const { twilio, token } = await startKitWorld();
    vi.stubEnv('TWILIO_ACCOUNT_SID', token.accountSid);
    vi.stubEnv('TWILIO_AUTH_TOKEN', token.authToken);
    expect((await healthHandler().fetch()).status).toBe(200);
    expect(twilio.journal.entries().map(({ username }) => username)).toEqual([token.accountSid]);
  });

  it('asks Twilio once for a hundred requests', async () => {
    const { twilio, key } = await startKitWorld();
    const handler = healthHandler({ credentials: key });
    await Promise.all(Array.from({ length: 100 }, () => handler.fetch()));
    expect(twilio.journal.entries()).toHaveLength(1);
  });

  it('writes nothing, and does not reject, where another part of the application has answered', async () => {
    const { key } = await startKitWorld();
    const handler = healthHandler({ credentials: key });
    const handled = vi.fn();
    const server = createServer((request, response) => {
      response.writeHead(504).end();
      handler(request, response).then(() => handled('answered'), handled);
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.close();
    });
    await vi.waitFor(() => expect(server.listening).toBe(true));
    const { port } = server.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(504);
    await vi.waitFor(() => expect(handled.mock.calls).toEqual([['answered']]));
  });

  it('refuses a credential of a wrong form at once', async () => {
    const { key } = await startKitWorld();
    const credentials = { ...key, apiKeySecret: ` ${key.apiKeySecret}` };
    expect(() => healthHandler({ credentials })).toThrow(
      'No usable Twilio credential in the given credentials: apiKeySecret begins with',
    );
  });

  it.each([0, 1.5, Number.NaN, 86_401])(
    'refuses to verify every %s seconds',
    async (maxAgeSeconds) => {
      const { key } = await startKitWorld();
      expect(() => healthHandler({ credentials: key, maxAgeSeconds })).toThrow(
        `maxAgeSeconds is ${maxAgeSeconds}. Allowed is a whole number of seconds, 1 to 86400.`,
      );
    },
  );
});
