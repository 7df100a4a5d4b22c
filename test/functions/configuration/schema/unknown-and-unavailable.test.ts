import { describe, expect, it } from 'vitest';
import { exampleWith, issuesOf } from '../example-configuration.ts';

const P = 'environments.production';

describe('a key that is no setting', () => {
  it.each([
    ['at the root', 'environment', 'environments'],
    ['two letters swapped', `${P}.secert`, 'secret'],
    ['a letter missing', `${P}.acount`, 'account'],
    ['another letter case', `${P}.credential.keytype`, 'keyType'],
    ['a letter too many', `${P}.secret.fields.authTokenn`, 'authToken'],
    ['only the beginning', `${P}.account.parent`, 'parentSid'],
    ['in the auditor', 'auditor.secrets', 'secret'],
    ['in the alerts', 'alerts.mail', 'email'],
  ])('is refused with the nearest setting: %s', (_name, path, nearest) => {
    const [issue, ...others] = issuesOf(exampleWith({ [path]: 'value' }));
    expect(others).toEqual([]);
    expect(issue?.path).toBe(path);
    const said = `is not a setting \\(did you mean ${nearest}\\?\\); there are .*\\b${nearest}\\b`;
    expect(issue?.message).toMatch(new RegExp(`^${said}.*; received "value"$`));
  });

  it('is refused without a suggestion where nothing is near', () => {
    const [issue] = issuesOf(exampleWith({ [`${P}.zzz`]: 1 }));
    expect(issue?.message).toBe(
      'is not a setting; there are secret, account, credential, twilioRegion, mode, onInconclusive, watchEveryMinutes, resources, testCall, webhookAuthToken, probe; received 1',
    );
  });

  it('is refused one by one, each with its own path', () => {
    const paths = issuesOf(exampleWith({ [`${P}.a b`]: 1, [`${P}.c`]: 2 })).map(({ path }) => path);
    expect(paths).toEqual([`${P}["a b"]`, `${P}.c`]);
  });
});
