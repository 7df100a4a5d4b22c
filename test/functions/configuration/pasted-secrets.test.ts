import { describe, expect, it } from 'vitest';
import { formatConfigurationIssues } from '../../../functions/configuration/configuration-issue.ts';
import { exampleWith, issuesOf } from './example-configuration.ts';

const TOKEN = '7f3a9c0e5b1d48264e6f8a2b9d0c1e35';
const KEY_SECRET = 'kJ8sQ2mZ5vX1pR7tW4yB9nC3dF6gH0aL';
const P = 'environments.production';

function expectNothingShown(said: string, secret: string): void {
  const text = said.replaceAll(/[ -]/g, '');
  for (let start = 0; start + 8 <= secret.length; start += 1) {
    expect(text).not.toContain(secret.slice(start, start + 8));
  }
}

describe.each([
  ['an Auth Token', TOKEN],
  ['an API key secret', KEY_SECRET],
])('%s in the wrong place', (_name, secret) => {
  it.each([
    ['as the SID', exampleWith({ [`${P}.account.sid`]: secret })],
    ['as the SID, with a line break', exampleWith({ [`${P}.account.sid`]: `${secret}\n` })],
    ['as a mode, in quotes', exampleWith({ [`${P}.mode`]: `"${secret}"` })],
    ['cut short', exampleWith({ [`${P}.mode`]: secret.slice(0, 28) })],
    ['half of it', exampleWith({ [`${P}.mode`]: secret.slice(0, 16) })],
    ['half of it in a SID', exampleWith({ [`${P}.account.sid`]: `AC-${secret.slice(16)}` })],
    ['half of it as a key', exampleWith({ [`${P}.${secret.slice(0, 16)}`]: 1 })],
    ['spaced', exampleWith({ [`${P}.mode`]: [...secret].join(' ') })],
    ['in groups', exampleWith({ [`${P}.mode`]: secret.match(/.{4}/g)?.join('-') })],
    ['with a prefix', exampleWith({ [`${P}.mode`]: `Token${secret}` })],
    ['at the end of a long text', exampleWith({ [`${P}.mode`]: `${'- '.repeat(36)}${secret}` })],
    ['inside an unknown setting', exampleWith({ [`${P}.authToken`]: { a: [secret] } })],
    ['as a key', exampleWith({ [`${P}.${secret}`]: 1 })],
    ['as a key, with a space', exampleWith({ [`${P}.${secret} `]: 1 })],
    ['as an environment', exampleWith({ [`environments.${secret}`]: {} })],
    ['as a mapped field name', exampleWith({ [`${P}.secret.fields.authToken`]: secret })],
    ['as the id of the secret', exampleWith({ [`${P}.secret.id`]: secret })],
    ['as an email address', exampleWith({ 'alerts.email': [secret] })],
    ['base64-encoded', exampleWith({ [`${P}.mode`]: Buffer.from(secret).toString('base64') })],
  ])('is refused, hidden, and answered with where secrets belong: %s', (_place, text) => {
    const said = formatConfigurationIssues(issuesOf(text));
    expect(said).toContain('[not shown: it looks like a secret]');
    expect(said).toContain('The configuration holds no secrets');
    expectNothingShown(said, secret);
  });

  it.each([
    ['in a syntax error', `{"a": ${secret}}`],
    ['in a string that is not closed', `{"a": "${secret}`],
    ['before a syntax error', `{"${secret}": 1,}`],
    ['as a key given twice', `{"${secret}": 1, "${secret}": 2}`],
  ])('is not shown %s', (_place, text) => {
    expectNothingShown(formatConfigurationIssues(issuesOf(text)), secret);
  });
});

it.each([
  [/.{4}/g, ' '],
  [/.{8}/g, '-'],
])('an Auth Token of few letters is not shown in groups either: %s', (group, sign) => {
  const token = '437258667d20025fc07107bb529e90ad';
  const text = exampleWith({ [`${P}.mode`]: token.match(group)?.join(sign) });
  expectNothingShown(formatConfigurationIssues(issuesOf(text)), token);
});

describe('a value that only resembles a secret', () => {
  it('is said once for one place', () => {
    expect(issuesOf(exampleWith({ [`${P}.account.sid`]: TOKEN }))).toHaveLength(1);
  });

  it.each([
    ['an API Key SID', `SK${TOKEN}`],
    ['an Account SID with a lower-case prefix', `ac${TOKEN}`],
    ['an ordinary long name', 'twilioproductioncredentialsname'],
    ['a name of words and numbers', 'my-app-v2-prod-eu1'],
    ['a name of words in capitals', 'MyTwilioProdStack2'],
    ['a name that CloudFormation made', 'prod-TwilioSecret1A2B3C4D-9Z8Y7X6W5V4U'],
    ['a path with random parts', '/tmp/preflight-tests-fbHlWh/cli-99vQMz/other.json'],
    ['a UUID', '9bd88957-872a-4662-86d9-13ecb74cbc3a'],
    ['Regions', 'us-east-1, us-west-2, eu-west-1'],
    ['a multi-Region KMS key', `arn:aws:kms:us-east-1:1234:key/mrk-${TOKEN}`],
  ])('is shown: %s', (_name, value) => {
    const [issue] = issuesOf(exampleWith({ [`${P}.mode`]: value }));
    expect(issue?.message).toContain(`; received ${`"${value}"`.slice(0, 70)}`);
  });

  it('is shortened to 80 characters when it is long', () => {
    const [issue] = issuesOf(exampleWith({ [`${P}.mode`]: 'ab '.repeat(50) }));
    const received = issue?.message.split('; received ')[1];
    expect(received).toHaveLength(80);
    expect(received?.endsWith('…')).toBe(true);
  });
});
