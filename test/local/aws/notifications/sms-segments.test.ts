import { expect, it } from 'vitest';
import { smsSegments } from '../../../../local/aws/notifications/sms-segments.ts';

it.each([
  ['160 letters', 'x'.repeat(160), 'GSM-7', 1],
  ['161 letters', 'x'.repeat(161), 'GSM-7', 2],
  ['307 letters', 'x'.repeat(307), 'GSM-7', 3],
  ['80 characters of the extension table', '{'.repeat(80), 'GSM-7', 1],
  ['81 characters of the extension table', '{'.repeat(81), 'GSM-7', 2],
  ['accents of the default alphabet', 'é'.repeat(160), 'GSM-7', 1],
  ['70 units with one outside it', `${'x'.repeat(69)}ê`, 'UCS-2', 1],
  ['71 units with one outside it', `${'x'.repeat(70)}ê`, 'UCS-2', 2],
  ['36 emoji of two units', '😀'.repeat(36), 'UCS-2', 2],
] as const)('counts %s', (...row) => {
  const [, text, encoding, count] = row;
  expect(smsSegments(text)).toEqual({ encoding, count });
});
