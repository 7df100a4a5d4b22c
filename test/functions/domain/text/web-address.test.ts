import { expect, it } from 'vitest';
import { webAddress } from '../../../../functions/domain/text/web-address.ts';

it.each([
  ['https://www.twilio.com/docs/api/errors/20003', 'https://www.twilio.com/docs/api/errors/20003'],
  ['https://a.example/b c?d=%20#e|"<', 'https://a.example/b%20c?d=%20#e%7C%22%3C'],
  ['javascript:alert(1)', undefined],
  ['http://a.example', undefined],
  ['data:text/html,x', undefined],
  ['no address', undefined],
  ['', undefined],
  [undefined, undefined],
])('makes of %j the address %j', (text, address) => {
  expect(webAddress(text)).toBe(address);
});
