import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configurationPage } from '../../packaging/configuration/configuration-page.ts';

describe('the configuration page', () => {
  it('is current in docs/configuration.md (npm run schema writes it)', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationPage());
  });

  it.each([
    ['a required setting', '| `environments.NAME.account.sid` | string | required |'],
    ['a default', '| `environments.NAME.mode` | `enforce`, `shadow` | `enforce` |'],
    ['a range', '| `environments.NAME.watchEveryMinutes` | 5 to 1,440 | `60` |'],
    ['a setting of a list', '| `alerts.sms[].number` | string | required |'],
  ])('shows %s', (_, row) => {
    expect(configurationPage()).toContain(row);
  });
});
