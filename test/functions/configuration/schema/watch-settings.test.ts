import { describe, expect, it } from 'vitest';
import { configurationOf, exampleWith, issuesOf } from '../example-configuration.ts';

const SETTING = 'environments.production.watchEveryMinutes';

describe('how often an environment is watched', () => {
  it.each([5, 60, 1440])('can be every %s minutes', (minutes) => {
    const { environments } = configurationOf(exampleWith({ [SETTING]: minutes }));
    const production = environments.find(({ name }) => name === 'production');
    expect(production?.watchEveryMinutes).toBe(minutes);
  });

  it.each([4, 0, -60, 1441, 7.5, '60', null])('cannot be every %j', (value) => {
    const [issue] = issuesOf(exampleWith({ [SETTING]: value }));
    const message = `must be a whole number from 5 to 1440; received ${JSON.stringify(value)}`;
    expect(issue).toEqual({ path: SETTING, message });
  });
});
