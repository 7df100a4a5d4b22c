import { describe, expect, it } from 'vitest';
import { wireTarget } from '../../../../functions/adapters/twilio/twilio-origin.ts';

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
    ['an IPv4 address', 'https://127.0.0.1/'],
    ['an IPv4 address as one number', 'https://2130706433/'],
    ['an IPv6 address', 'https://[::1]/'],
    ['a suffix that looks alike', 'https://api.eviltwilio.com/'],
    ['a hyphen in place of the dot', 'https://api-twilio.com/'],
    ['a trailing dot', 'https://api.twilio.com./'],
    ['a Cyrillic letter', 'https://api.tw\u0456lio.com/'],
    ['Twilio behind a backslash', 'https://example.com\\.twilio.com/'],
    ['Twilio as a query', 'https://example.com?.twilio.com/'],
    ['Twilio as a fragment', 'https://example.com#.twilio.com/'],
    ['Twilio as password', 'https://api:.twilio.com@example.com/'],
    ['another scheme', 'ftp://api.twilio.com/'],
    ['a WebSocket', 'wss://api.twilio.com/'],
  ])('is never %s, with or without another origin', (_name, uri) => {
    const refusal = expect.objectContaining({ code: 'origin.not-loopback' });
    expect(() => wireTarget(uri, undefined)).toThrow(refusal);
    expect(() => wireTarget(uri, LOOPBACK)).toThrow(refusal);
  });

  it.each([
    ['an encoded slash', 'https://example.com%2f.twilio.com/'],
    ['a space', 'https://example.com .twilio.com/'],
  ])('is never a host with %s in it: that is no URL', (_name, uri) => {
    expect(() => wireTarget(uri, undefined)).toThrow(TypeError);
  });

  it.each([
    ['mixed case', 'https://API.Twilio.COM/a.json'],
    ['full-width letters', 'https://api.\uff54wilio.com/a.json'],
    ['the port of https', 'https://api.twilio.com:443/a.json'],
    ['a user name before it', 'https://example.com@api.twilio.com/a.json'],
  ])('is the same host of Twilio however it is written: %s', (_name, uri) => {
    expect(wireTarget(uri, undefined)).toMatchObject({ host: 'api.twilio.com' });
    expect(wireTarget(uri, LOOPBACK).url.href).toBe('http://127.0.0.1:4010/a.json');
  });
});
