import { describe, expect, it } from 'vitest';
import { createLeakFinder } from './find-leak.ts';

const SECRET = 'kQ7w9zXvBn3LmKp+t5Yh/d2F gSsAe8Uc';
const finder = createLeakFinder([SECRET]);

function base64(text: string, encoding: 'base64' | 'base64url' | 'hex' = 'base64'): string {
  return Buffer.from(text).toString(encoding);
}

describe('the leak finder', () => {
  it.each([
    { name: 'the whole secret', text: `x ${SECRET} y` },
    { name: 'a part of 8 characters', text: `x${SECRET.slice(12, 20)}y` },
    { name: 'the secret without its blank', text: SECRET.replace(' ', '') },
    { name: 'the URL-encoded secret', text: encodeURIComponent(SECRET) },
    { name: 'base64', text: base64(SECRET) },
    { name: 'base64 of user and password', text: base64(`SK0123:${SECRET}`) },
    { name: 'base64 with one character before', text: base64(`:${SECRET}`) },
    { name: 'base64 with two characters before', text: base64(`a:${SECRET}`) },
    { name: 'base64url', text: base64(`ab:${SECRET}`, 'base64url') },
    { name: 'hex', text: base64(SECRET, 'hex') },
  ])('finds $name', ({ text }) => {
    expect(finder.find(text)).toBeDefined();
  });

  it.each([
    { name: 'a part of 7 characters', text: `x ${SECRET.slice(12, 19)} y` },
    { name: 'another text', text: 'production: Twilio rejects the API key' },
    { name: 'base64 of something else', text: base64('another text that is long enough') },
  ])('does not find $name', ({ text }) => {
    expect(finder.find(text)).toBeUndefined();
  });
});
