import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';
import type { HttpAnswer } from '../../../../functions/handlers/health/http.ts';
import { createHealthHandler } from '../../../../functions/handlers/health.ts';
import { createLeakFinder } from '../../../canary/find-leak.ts';
import { type GateWorld, startGateWorld } from '../gate-world.ts';
import { openKeepingGate } from '../history-world.ts';
import { keySecret } from '../seed-example.ts';
import { type Endpoint, MAX_AGE_MS, openEndpoint as openEndpointIn } from './open-endpoint.ts';
import { balancedRequest, urlRequest } from './requests.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterEach(() => world.aws.faults.clear());
afterAll(() => world.close());

const openEndpoint = (): Promise<Endpoint> => openEndpointIn(world);

function statusIn(answer: HttpAnswer, name: string): unknown {
  return JSON.parse(answer.body).checks[`${name}:credential`]?.[0];
}

describe('the health function', () => {
  it('answers 200 for all, in health+json, with how long that may be kept', async () => {
    const answer = await (await openEndpoint()).process()(urlRequest('/'));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/health+json');
    expect(answer.headers['cache-control']).toBe('public, max-age=60');
    const { status, checks } = JSON.parse(answer.body);
    expect([status, Object.keys(checks)]).toEqual([
      'pass',
      ['development:credential', 'staging:credential', 'production:credential'],
    ]);
  });

  it('answers 503 for the bad one, and 200 for the others', async () => {
    const endpoint = await openEndpoint();
    endpoint.putSecret('production', '{}');
    const ask = endpoint.process();
    expect((await ask(urlRequest('/'))).statusCode).toBe(503);
    expect((await ask(urlRequest('/production'))).statusCode).toBe(503);
    expect((await ask(urlRequest('/staging'))).statusCode).toBe(200);
  });

  it('answers a load balancer alike', async () => {
    const answer = await (await openEndpoint()).process()(balancedRequest('/production'));
    expect([answer.statusCode, answer.isBase64Encoded]).toEqual([200, false]);
  });

  it('tells strangers no SID and no cause, and those whom AWS knows both', async () => {
    const endpoint = await openEndpoint();
    endpoint.putSecret('production', '{}');
    const ask = endpoint.process();
    const stranger = await ask(urlRequest('/production'));
    expect(stranger.body).not.toMatch(/AC[0-9a-f]{32}|SK|secret/);
    const known = await ask(urlRequest('/production', { isAuthorised: true }));
    expect(statusIn(known, 'production')).toMatchObject({
      componentId: endpoint.accounts.production.sid,
      output: 'secret.missing-field',
    });
    expect(known.headers['cache-control']).toMatch(/^private/);
  });

  it('leaks nothing of a credential', async () => {
    const endpoint = await openEndpoint();
    const { body } = await endpoint.process()(urlRequest('/', { isAuthorised: true }));
    const { secret } = endpoint.keys.production;
    expect(createLeakFinder([secret]).find(body)).toBeUndefined();
  });

  it.each([
    { name: 'an environment that is not declared', event: urlRequest('/prod'), status: 404 },
    { name: 'a longer path', event: urlRequest('/production/x'), status: 404 },
    { name: 'a path that cannot be decoded', event: urlRequest('/%E0%A4%A'), status: 404 },
    { name: 'another method', event: urlRequest('/', { method: 'POST' }), status: 405 },
  ])('answers $status for $name', async ({ event, status }) => {
    const endpoint = await openEndpoint();
    expect((await endpoint.process()(event)).statusCode).toBe(status);
    expect(endpoint.verifications()).toBe(0);
  });

  it('answers a HEAD without a body', async () => {
    const answer = await (await openEndpoint()).process()(urlRequest('/', { method: 'HEAD' }));
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
  });

  it('answers 503 where the configuration is broken, and not why', async () => {
    const gate = await openKeepingGate(world);
    const compose = () => {
      throw new PreflightError('secret detail', { code: 'config.invalid', fault: 'operator' });
    };
    const handler = createHealthHandler({ ...gate.base, maxAgeMs: MAX_AGE_MS }, compose);
    const answer = (await handler(urlRequest('/'), gate.context)) as HttpAnswer;
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain('secret detail');
  });

  it('refuses what is no HTTP request', async () => {
    const ask = (await openEndpoint()).process();
    await expect(ask({})).rejects.toMatchObject({ code: 'payload.invalid' });
  });
});

describe('how often the health function verifies', () => {
  it('is not at all where a gate or the watch has looked lately', async () => {
    const endpoint = await openEndpoint();
    await endpoint.handler({ environment: 'production' }, endpoint.context);
    const before = endpoint.verifications();
    expect((await endpoint.process()(urlRequest('/production'))).statusCode).toBe(200);
    expect(endpoint.verifications()).toBe(before);
  });

  it('is once for five requests at once to five processes', async () => {
    const endpoint = await openEndpoint();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => endpoint.process()(urlRequest('/production'))),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    expect(endpoint.verifications()).toBe(1);
  });

  it('is once in the age that is configured, however many ask, and again after it', async () => {
    const endpoint = await openEndpoint();
    const ask = endpoint.process();
    // Ten a second, for some seconds of the function's own time.
    for (let second = 0; second < 8; second += 1) {
      await Promise.all(Array.from({ length: 10 }, () => ask(urlRequest('/production'))));
      endpoint.clock.skip(1_000);
    }
    expect(endpoint.verifications()).toBe(1);
    endpoint.clock.skip(MAX_AGE_MS);
    await Promise.all(Array.from({ length: 10 }, () => ask(urlRequest('/production'))));
    expect(endpoint.verifications()).toBe(2);
  });

  it('is once in each process while DynamoDB is down, which it survives', async () => {
    const endpoint = await openEndpoint();
    world.aws.faults.add({ service: 'dynamodb', kind: 'reset' });
    const ask = endpoint.process();
    for (let second = 0; second < 4; second += 1) {
      expect((await ask(urlRequest('/production'))).statusCode).toBe(200);
      endpoint.clock.skip(6_000);
    }
    expect(endpoint.verifications()).toBe(1);
  });

  it('shows a mended environment as soon as the next run has seen it', async () => {
    const endpoint = await openEndpoint();
    endpoint.putSecret('production', '{}');
    const ask = endpoint.process();
    expect((await ask(urlRequest('/production'))).statusCode).toBe(503);
    endpoint.putSecret('production', keySecret(endpoint.keys.production));
    await endpoint.handler({ environment: 'production' }, endpoint.context);
    endpoint.clock.skip(5_001);
    expect((await ask(urlRequest('/production'))).statusCode).toBe(200);
  });
});
