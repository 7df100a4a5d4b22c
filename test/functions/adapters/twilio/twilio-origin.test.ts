import { describe, expect, it } from 'vitest';
import { parseTwilioOrigin } from '../../../../functions/adapters/twilio/twilio-origin.ts';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';

function refusalOf(value: string): PreflightError {
  try {
    parseTwilioOrigin(value);
  } catch (error) {
    if (error instanceof PreflightError) return error;
    throw error;
  }
  throw new Error(`accepted ${value}`);
}

describe('the origin that stands in for Twilio', () => {
  it.each([
    ['the usual loopback address', 'http://127.0.0.1:4010'],
    ['a trailing slash', 'http://127.0.0.1:4010/'],
    ['another address of 127.0.0.0/8', 'http://127.9.8.7:1'],
    ['https', 'https://127.0.0.1:4010'],
    ['the IPv6 loopback', 'http://[::1]:4010'],
    ['localhost', 'http://localhost:4010'],
    ['no port', 'http://localhost'],
  ])('is accepted with %s', (_name, value) => {
    expect(parseTwilioOrigin(value).origin).toBe(value.replace(/\/$/, ''));
  });

  it.each([
    ['a public host', 'https://example.com'],
    ['Twilio itself', 'https://api.twilio.com'],
    ['a private address', 'http://10.0.0.1:4010'],
    ['all interfaces', 'http://0.0.0.0:4010'],
    ['a host that begins like loopback', 'http://127.0.0.1.example.com'],
    ['a host that begins like localhost', 'http://localhost.example.com'],
    ['an IPv4 address in IPv6', 'http://[::ffff:127.0.0.1]:4010'],
    ['another scheme', 'ftp://127.0.0.1'],
    ['user info', 'http://user:password@127.0.0.1:4010'],
    ['a user alone', 'http://user@127.0.0.1:4010'],
    ['a path', 'http://127.0.0.1:4010/twilio'],
    ['a query', 'http://127.0.0.1:4010/?a=b'],
    ['an empty query', 'http://127.0.0.1:4010/?'],
    ['a fragment', 'http://127.0.0.1:4010/#a'],
    ['a host after user info that looks like one', 'http://127.0.0.1@example.com'],
    ['no scheme', '127.0.0.1:4010'],
    ['nothing', ''],
  ])('is refused with %s', (_name, value) => {
    expect(refusalOf(value)).toMatchObject({ code: 'origin.not-loopback', fault: 'operator' });
  });

  it('names the variable, the value and what is allowed when it refuses', () => {
    const { message } = refusalOf('https://example.com/x');
    expect(message).toContain('PREFLIGHT_TWILIO_ORIGIN is "https://example.com/x"');
    expect(message).toContain('127.0.0.0/8, [::1] or localhost');
  });

  it.each([
    ['user info', 'http://someone:hunter2hunter2@example.com:1'],
    ['a password with a slash in it', 'http://someone:hunter2/hunter2@example.com:1'],
    ['a password with an @ in it', 'http://someone:hunter2@hunter2@example.com:1'],
  ])('shows no part of %s when it refuses', (_name, value) => {
    const { message } = refusalOf(value);
    expect(message).toContain('"http://example.com:1"');
    expect(message).not.toMatch(/hunter2|someone/);
  });

  it('shows at most 200 characters of the value and no control character', () => {
    const { message } = refusalOf(`x\u0007\n${'y'.repeat(500)}`);
    expect(message).toContain(`"x${'y'.repeat(199)}"`);
  });
});
