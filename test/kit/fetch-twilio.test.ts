import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Redacted } from '../../functions/domain/model/redacted.ts';
import type { TwilioQuestion, TwilioReply } from '../../functions/domain/model/twilio-api.ts';
import { createFetchTwilio } from '../../kit/fetch-twilio.ts';
import { ACCOUNT_SID, accountQuestion } from '../functions/adapters/twilio/asking.ts';
import {
  answer,
  type LoopbackTwilio,
  REJECTED,
  reset,
  startTwilio,
} from '../functions/adapters/twilio/loopback-twilio.ts';

const { signal } = new AbortController();

function ask(twilio: LoopbackTwilio, changes: Partial<TwilioQuestion> = {}): Promise<TwilioReply> {
  const port = createFetchTwilio({ PREFLIGHT_TWILIO_ORIGIN: twilio.origin.origin });
  return port.ask(accountQuestion(changes), { signal });
}

const redirect = answer(302, '', { location: 'http://127.0.0.1:9/elsewhere' });

describe('Twilio over fetch', () => {
  it.each<{ name: string; listener: RequestListener; gives: object }>([
    {
      name: 'a resource',
      listener: answer(200, { sid: ACCOUNT_SID, auth_token: 'x' }),
      gives: { kind: 'resource', status: 200, body: { sid: ACCOUNT_SID } },
    },
    { name: "Twilio's refusal", listener: REJECTED, gives: { kind: 'refusal', code: 20003 } },
    {
      name: 'a redirect, which is not followed',
      listener: redirect,
      gives: { kind: 'unexpected', status: 302 },
    },
    {
      name: 'a page of a proxy',
      listener: answer(200, '<html>', { 'content-type': 'text/html' }),
      gives: { kind: 'unexpected', detail: 'an HTML page (text/html, 6 bytes)' },
    },
    {
      name: 'a body without an end in sight',
      listener: answer(200, ' '.repeat(300_000)),
      gives: { kind: 'unexpected', detail: expect.stringContaining('a body that is too long') },
    },
    { name: 'no body', listener: answer(204, ''), gives: { kind: 'unexpected', status: 204 } },
  ])('reads $name', async ({ listener, gives }) => {
    const twilio = await startTwilio(listener);
    expect(await ask(twilio)).toMatchObject(gives);
    expect(twilio.requests).toHaveLength(1);
  });

  it('names the reason of a broken connection, and tries again', async () => {
    const broken = await startTwilio(reset);
    expect(await ask(broken)).toMatchObject({
      kind: 'no-answer',
      reason: 'connection-reset',
      attempts: 3,
    });
    const gone = await startTwilio(reset);
    await gone.stop();
    expect(await ask(gone)).toMatchObject({ kind: 'no-answer', reason: 'connection-refused' });
    const recovered = await startTwilio(reset, answer(200, { sid: ACCOUNT_SID }));
    expect(await ask(recovered)).toMatchObject({ kind: 'resource', attempts: 2 });
  });

  it('ends with the signal of the call', async () => {
    const twilio = await startTwilio(() => undefined);
    const port = createFetchTwilio({ PREFLIGHT_TWILIO_ORIGIN: twilio.origin.origin });
    const ended = AbortSignal.timeout(50);
    const reply = await port.ask(accountQuestion(), { signal: ended });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'out-of-time' });
  });

  it.each([
    { region: 'us1', host: 'api.twilio.com' },
    { region: 'ie1', host: 'api.dublin.ie1.twilio.com' },
    { region: 'au1', host: 'api.sydney.au1.twilio.com' },
  ] as const)('asks in $region at $host', async ({ region, host }) => {
    const twilio = await startTwilio(REJECTED);
    const reply = await ask(twilio, { region });
    expect(reply.request).toBe(`GET https://${host}/2010-04-01/Accounts/${ACCOUNT_SID}.json`);
    expect(twilio.requests[0]?.headers).toMatchObject({
      'x-forwarded-host': host,
      'user-agent': expect.stringMatching(/^twilio-preflight\/\d/),
      authorization: expect.stringMatching(/^Basic /),
    });
  });

  it('posts a form', async () => {
    const twilio = await startTwilio(answer(201, { sid: 'SM' }));
    const form = { To: '+15551230001', Body: new Redacted('a b') };
    expect(await ask(twilio, { form })).toMatchObject({ kind: 'resource', status: 201 });
    expect(twilio.requests[0]?.method).toBe('POST');
  });
});
