import { expect, it } from 'vitest';
import { renderText } from '../../../../cli/rendering/render-text.ts';
import { passing, report } from './reports.ts';

it('puts a notice below the verdicts, its command whole on a line of its own', () => {
  const command = `aws sns subscribe --topic-arn ${'x'.repeat(100)}`;
  const notices = [
    { code: 'alerts.unconfirmed-subscription', message: 'word '.repeat(30).trim(), command },
    { code: 'alerts.missing-subscription', message: 'm' },
  ] as const;
  const lines = renderText(report([passing()], { notices })).split('\n');
  const at = lines.findIndex((line) => line.startsWith('NOTE  word'));
  expect(at).toBeGreaterThan(0);
  expect(lines[at + 1]).toMatch(/^ {6}word/);
  expect(lines[at + 2]).toBe(`      ${command}`);
  expect(lines.slice(at + 3, at + 5)).toEqual(['', 'NOTE  m']);
  expect(lines.at(-2)).toMatch(/^run /);
});
