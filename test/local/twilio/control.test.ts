import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, control } from './ask.ts';
import { type PopulatedTwilio, startPopulatedTwilio } from './populated-world.ts';

let populated: PopulatedTwilio;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
});
afterAll(() => populated.twilio.close());

/** Makes a change and returns the answer's body. */
async function change(name: string, properties: object = {}): Promise<Record<string, string>> {
  const body = { change: name, ...properties };
  const answer = await control(populated.twilio, 'POST /world', body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Record<string, string>;
}

async function statusOf(accountSid: string, password: string): Promise<number | undefined> {
  const path = `/2010-04-01/Accounts/${accountSid}.json`;
  return (await ask(populated.twilio, path, { as: [accountSid, password] })).status;
}

describe('changes of the world', () => {
  it('describes the whole vocabulary', async () => {
    const { body } = await control(populated.twilio, 'GET ');
    expect(body['changes']).toMatchObject({
      'set-account-status': ['accountSid', 'status'],
      'rotate-auth-token': ['accountSid', 'region?'],
      'reset-settings': [],
    });
  });

  it('adds, rotates, suspends and moves accounts', async () => {
    const parent = await change('add-account', { friendlyName: 'parent' });
    const { sid = '', authToken = '' } = await change('add-account', { ownerSid: parent['sid'] });
    expect(await statusOf(sid, authToken)).toBe(200);
    const rotated = await change('rotate-auth-token', { accountSid: sid });
    expect(await statusOf(sid, authToken)).toBe(401);
    expect(await statusOf(sid, rotated['authToken'] ?? '')).toBe(200);
    await change('set-account-status', { accountSid: sid, status: 'suspended' });
    expect(await statusOf(sid, rotated['authToken'] ?? '')).toBe(401);
    expect(await change('move-owner', { accountSid: sid, ownerSid: sid })).toMatchObject({
      ownerSid: sid,
    });
    const trial = await change('set-account-type', { accountSid: sid, type: 'Trial' });
    expect(trial['type']).toBe('Trial');
  });

  it('creates, deletes and promotes secondary Auth Tokens', async () => {
    const { sid: accountSid = '' } = await change('add-account');
    const first = await change('create-secondary-auth-token', { accountSid });
    expect(await statusOf(accountSid, first['secondaryAuthToken'] ?? '')).toBe(200);
    await change('delete-secondary-auth-token', { accountSid });
    expect(await statusOf(accountSid, first['secondaryAuthToken'] ?? '')).toBe(401);
    await change('create-secondary-auth-token', { accountSid });
    const { authToken = '' } = await change('promote-secondary-auth-token', { accountSid });
    expect(await statusOf(accountSid, authToken)).toBe(200);
  });

  it('shows the primary Auth Token to the secondary one too', async () => {
    const { sid: accountSid = '', authToken = '' } = await change('add-account');
    const { secondaryAuthToken = '' } = await change('create-secondary-auth-token', { accountSid });
    for (const password of [authToken, secondaryAuthToken]) {
      const path = `/2010-04-01/Accounts/${accountSid}.json`;
      const { body } = await ask(populated.twilio, path, { as: [accountSid, password] });
      expect(body['auth_token']).toBe(authToken);
    }
  });

  it('adds and deletes keys, resources and test pairs', async () => {
    const accountSid = populated.child.sid;
    const key = await change('add-key', {
      accountSid,
      keyType: 'standard',
      createdAt: '2026-01-01T00:00:00Z',
    });
    expect(key['secret']).toMatch(/^[0-9A-Za-z]{32}$/);
    await change('delete-key', { sid: key['sid'] });
    const capabilities = { voice: true };
    const number = { accountSid, phoneNumber: '+15559870000', capabilities };
    for (const added of [
      await change('add-phone-number', number),
      await change('add-messaging-service', { accountSid }),
      await change('add-verify-service', { accountSid }),
      await change('add-application', { accountSid }),
    ]) {
      await change('delete-resource', { sid: added['sid'] });
    }
    const pair = await change('add-test-credentials');
    expect(await statusOf(pair['accountSid'] ?? '', pair['authToken'] ?? '')).toBe(403);
  });

  it('changes single settings and resets them all', async () => {
    const changed = await change('change-settings', { missingPermissionStatus: 403 });
    expect(changed).toMatchObject({ missingPermissionStatus: 403, keySidInPath: { code: 20003 } });
    expect(await change('reset-settings')).toMatchObject({ missingPermissionStatus: 401 });
  });

  it.each([
    ['no change', {}, /change: .*/],
    ['an unknown change', { change: 'explode' }, /expected one of add-account/],
    ['a missing property', { change: 'delete-key' }, /sid: /],
    ['an unknown property', { change: 'delete-key', sid: 'SK', x: 1 }, /x/],
    ['an unknown account', { change: 'rotate-auth-token', accountSid: 'AC1' }, /no account AC1/],
    ['an unknown resource', { change: 'delete-resource', sid: 'PN1' }, /application PN1/],
    ['a method of objects', { change: 'toString' }, /expected one of/],
  ])('refuses %s and says why', async (_, body, text) => {
    const answer = await control(populated.twilio, 'POST /world', body);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(text);
  });

  it('refuses a body that is not JSON', async () => {
    const { host } = new URL(populated.twilio.origin);
    const headers = { 'Content-Type': 'application/json' };
    const question = { method: 'POST', body: '{"change"', host, headers };
    const answer = await ask(populated.twilio, '/__control__/world', question);
    expect(answer).toMatchObject({ status: 400, body: { error: 'the body is not JSON' } });
  });

  it('names the calls there are', async () => {
    const answer = await control(populated.twilio, 'DELETE /world');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('POST /__control__/world');
  });
});

describe('faults by control call', () => {
  it('adds one or several and takes them away', async () => {
    const path = '/2010-04-01/Accounts.json';
    await control(populated.twilio, 'POST /faults', { kind: 'html', status: 503, times: 1 });
    const several = [
      { kind: 'rate-limit', retryAfterSeconds: 1, times: 1 },
      { kind: 'status', status: 500, code: 20500 },
    ];
    const added = await control(populated.twilio, 'POST /faults', several);
    expect(added).toMatchObject({ status: 201, body: { added: 2 } });
    const statuses: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      statuses.push((await ask(populated.twilio, path)).status);
    }
    expect(statuses).toEqual([503, 429, 500]);
    expect((await control(populated.twilio, 'DELETE /faults')).status).toBe(204);
    expect((await ask(populated.twilio, path)).status).toBe(401);
  });

  it.each([
    ['an unknown kind', { kind: 'earthquake' }],
    ['a missing status', { kind: 'html' }],
    ['an unknown key', { kind: 'hang', tims: 1 }],
    ['a broken pattern', { kind: 'hang', match: { path: '(' } }],
  ])('refuses %s', async (_, fault) => {
    const answer = await control(populated.twilio, 'POST /faults', fault);
    expect(answer).toMatchObject({ status: 400, body: { error: 'wrong shape' } });
  });
});
