import { expect, it } from 'vitest';
import { configurationOf, exampleWith, issuesOf } from '../example-configuration.ts';

const PATH = 'environments.production.resources';
const NUMBER = '+15551230000';

it.each([
  ['no capability', { capabilities: [], sendsTo: ['US'] }, `${PATH}.phoneNumbers[0].sendsTo`],
  ['fax alone', { capabilities: ['fax'], sendsTo: ['US'] }, `${PATH}.phoneNumbers[0].sendsTo`],
  [
    'a country by another name',
    { capabilities: ['sms'], sendsTo: ['UK'] },
    `${PATH}.phoneNumbers[0].sendsTo[0]`,
  ],
])('a number that sends somewhere with %s is refused', (_what, settings, path) => {
  const issues = issuesOf(
    exampleWith({ [PATH]: { phoneNumbers: [{ number: NUMBER, ...settings }] } }),
  );
  expect(issues.map((issue) => issue.path)).toEqual([path]);
});

it.each([
  ['sends nowhere', { capabilities: [] }],
  ['calls', { capabilities: ['voice'], sendsTo: ['GB'] }],
])('a number that %s is accepted', (_what, settings) => {
  const text = exampleWith({ [PATH]: { phoneNumbers: [{ number: NUMBER, ...settings }] } });
  expect(() => configurationOf(text)).not.toThrow();
});
