import { describe, expect, it } from 'vitest';
import { wireTarget } from '../../../../functions/adapters/twilio/wire-target.ts';

const LOOPBACK = new URL('http://127.0.0.1:4010');

describe('where a credential may be sent', () => {
  it('is a host of Twilio over https', () => {
    const { url, host } = wireTarget('https://api.dublin.ie1.twilio.com/a.json?b=c', undefined);
    expect([url.href, host]).toEqual([
      'https://api.dublin.ie1.twilio.com/a.json?b=c',
      'api.dublin.ie1.twilio.com',
    ]);
  });

  it('is the loopback origin in its place, which still hears the name of the real host', () => {
    const { url, host } = wireTarget('https://api.twilio.com/a.json?b=c', LOOPBACK);
    expect([url.href, host]).toEqual(['http://127.0.0.1:4010/a.json?b=c', 'api.twilio.com']);
  });

  it('stays the loopback origin for a path that looks like a host', () => {
    const { url } = wireTarget('https://api.twilio.com//example.com/a', LOOPBACK);
    expect(url.host).toBe('127.0.0.1:4010');
  });

  it.each([
    ['plain http', 'http://api.twilio.com/'],
    ['another domain', 'https://example.com/'],
    ['a domain that ends alike', 'https://nottwilio.com/'],
    ['a domain with Twilio in front', 'https://api.twilio.com.example.com/'],
    ['the bare domain', 'https://twilio.com/'],
    ['Twilio as user info', 'https://api.twilio.com@example.com/'],
    ['another port', 'https://api.twilio.com:8443/'],
  ])('is never %s, with or without another origin', (_name, uri) => {
    const refusal = expect.objectContaining({ code: 'origin.not-loopback' });
    expect(() => wireTarget(uri, undefined)).toThrow(refusal);
    expect(() => wireTarget(uri, LOOPBACK)).toThrow(refusal);
  });
});
