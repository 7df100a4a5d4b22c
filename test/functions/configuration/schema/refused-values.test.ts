import { describe, expect, it } from 'vitest';
import { formatConfigurationIssues } from '../../../../functions/configuration/configuration-issue.ts';
import { exampleWith, issuesOf } from '../example-configuration.ts';

const HEX = '0123456789abcdef0123456789ABCDEF';
const SID_ALLOWED = 'AC followed by 32 digits or lower-case letters a to f';
const P = 'environments.production';

type Row = readonly [name: string, path: string, value: unknown, problem: string, allowed: string];

const ROWS: readonly Row[] = [
  ['an API Key SID as account', `${P}.account.sid`, `SK${HEX}`, 'is an API Key SID', SID_ALLOWED],
  ['an upper-case SID', `${P}.account.sid`, `AC${HEX}`, 'has the wrong letter case', SID_ALLOWED],
  ['a SID prefix in lower case', `${P}.account.sid`, 'ac01', 'must be an Account SID', SID_ALLOWED],
  ['a short SID', `${P}.account.sid`, 'AC0123', 'has 6 characters instead of 34', SID_ALLOWED],
  [
    'a SID with white space',
    `${P}.account.sid`,
    ' AC01',
    'begins or ends with white space',
    SID_ALLOWED,
  ],
  [
    'a SID of a service',
    `${P}.account.parentSid`,
    `MG${HEX}`,
    'is the SID of another resource (MG…)',
    SID_ALLOWED,
  ],
  ['a SID in quotes', `${P}.account.sid`, '"AC01"', 'must be an Account SID', SID_ALLOWED],
  ['a number as SID', `${P}.account.sid`, 7, 'must be ', SID_ALLOWED],
  ['null as SID', `${P}.account.sid`, null, 'must be ', SID_ALLOWED],
  ['a wrong account type', `${P}.account.type`, 'trail', 'did you mean Trial?', '"Full", "Trial"'],
  ['a text as flag', `${P}.account.shared`, 'yes', 'must be ', 'true or false'],
  [
    'a list as account',
    `${P}.account`,
    [],
    'must be ',
    'an object with sid, parentSid, type, shared',
  ],
  ['a text as secret', `${P}.secret`, 'name', 'must be ', 'an object with id, region'],
  ['an empty secret id', `${P}.secret.id`, '', 'must be a name of a secret', '/_+=.@-'],
  [
    'a wildcard in a secret id',
    `${P}.secret.id`,
    'prod/*',
    'must be a name of a secret',
    '/_+=.@-',
  ],
  [
    'an ARN of something else',
    `${P}.secret.id`,
    'arn:aws:ssm:us-east-1:123456789012:parameter/x',
    'not of a Secrets Manager secret',
    'arn:aws:secretsmanager:',
  ],
  ...['twilio', 'prod/twilio-v2', 'twilio-AbCdE', 'twilio-AbCdEfG', 'twilio-'].map(
    (name) =>
      [
        `a partial ARN of ${name}`,
        `${P}.secret.id`,
        `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`,
        'give the name or the complete ARN',
        'arn:aws:secretsmanager:',
      ] as const,
  ),
  [
    'a line break after a secret id',
    `${P}.secret.id`,
    'prod\n',
    'must be a name of a secret',
    '/_+=.@-',
  ],
  [
    'a Twilio Region for AWS',
    `${P}.secret.region`,
    'ie1',
    'is a Twilio Region',
    'such as us-east-1',
  ],
  [
    'an Availability Zone',
    `${P}.secret.region`,
    'us-east-1a',
    'must be the code of an AWS Region',
    'such as us-east-1',
  ],
  [
    'a session as role',
    `${P}.secret.roleArn`,
    'arn:aws:sts::123456789012:assumed-role/r/s',
    'is the ARN of a session',
    'arn:aws:iam::ACCOUNT:role/NAME',
  ],
  [
    'a role with a wildcard',
    `${P}.secret.roleArn`,
    'arn:aws:iam::123456789012:role/*',
    'must be the ARN of an IAM role',
    'arn:aws:iam::ACCOUNT:role/NAME',
  ],
  [
    'an alias as KMS key',
    `${P}.secret.kmsKeyArn`,
    'arn:aws:kms:us-east-1:123456789012:alias/a',
    'is an alias',
    'arn:aws:kms:',
  ],
  [
    'a key id as KMS key',
    `${P}.secret.kmsKeyArn`,
    'x',
    'must be the ARN of a KMS key',
    'arn:aws:kms:',
  ],
  [
    'an empty field name',
    `${P}.secret.fields.authToken`,
    ' ',
    'must be a name of a field',
    '1 to 256 characters',
  ],
  [
    'a wrong kind',
    `${P}.credential.kind`,
    'apikey',
    'did you mean api-key?',
    '"api-key", "auth-token", "oauth-client", "test"',
  ],
  [
    'a wrong key type',
    `${P}.credential.keyType`,
    'admin',
    'must be one of',
    '"standard", "main", "restricted"',
  ],
  ['a wrong Twilio Region', `${P}.twilioRegion`, 'us2', 'did you mean us1?', '"us1", "ie1", "au1"'],
  ['a wrong mode', `${P}.mode`, 'off', 'must be one of', '"enforce", "shadow"'],
  ['a wrong answer to inconclusive', `${P}.onInconclusive`, true, 'must be ', '"block", "allow"'],
  ['a text as webhookAuthToken', `${P}.webhookAuthToken`, 'no', 'must be ', 'true or false'],
  ['no environment', 'environments', {}, 'must be an object with', 'at least one environment'],
  ['a list of environments', 'environments', [1], 'must be ', 'at least one environment'],
  ['an object as list', 'alerts.email', {}, 'must be ', 'must be a list'],
  ['a number as $schema', '$schema', 1, 'must be ', 'a text'],
];

describe('a setting with a wrong value', () => {
  it.each(ROWS)('is refused with path, value and what is allowed: %s', (...row) => {
    const [, path, value, problem, allowed] = row;
    const issues = issuesOf(exampleWith({ [path]: value }));
    expect(issues).toHaveLength(1);
    expect(issues[0]?.path).toBe(path);
    const text = formatConfigurationIssues(issues);
    for (const part of [path, problem, JSON.stringify(value), allowed]) {
      expect(text).toContain(part);
    }
  });

  it.each([
    ['an email without domain', 'email', 'ops@', 'must be an email address'],
    ['an email with a display name', 'email', 'Ops <ops@example.com>', 'must be an email address'],
    ['a phone number without plus', 'sms', '15551230001', 'must be a phone number in E.164'],
    ['a phone number with hyphens', 'sms', '+1-555-123-0001', 'must be a phone number in E.164'],
  ])('is refused by its place in the list: %s', (...row) => {
    const [, list, value, problem] = row;
    const [issue, ...others] = issuesOf(exampleWith({ [`alerts.${list}`]: [value] }));
    expect(others).toEqual([]);
    expect(issue?.path).toBe(`alerts.${list}[0]`);
    expect(issue?.message).toContain(problem);
    expect(issue?.message).toContain(`; received ${JSON.stringify(value)}`);
  });

  it.each([
    'environments',
    `${P}.account`,
    `${P}.account.sid`,
    `${P}.secret`,
    `${P}.secret.id`,
    'auditor.secret',
  ])('is reported as missing: %s', (path) => {
    const [issue, ...others] = issuesOf(exampleWith({ [path]: undefined }));
    expect(others).toEqual([]);
    expect(issue?.path).toBe(path);
    expect(issue?.message).toContain('is missing; it must be ');
    expect(issue?.message).not.toContain('received');
  });

  it.each([
    ['a space', 'my env', 'environments["my env"]'],
    ['66 characters', 'x-'.repeat(33), `environments.${'x-'.repeat(33)}`],
    ['a leading dot', '.prod', 'environments[".prod"]'],
    ['nothing', '', 'environments[""]'],
    ['JSON', '{"a":1}', 'environments["{\\"a\\":1}"]'],
  ])('is refused as a name of an environment: %s', (_name, name, path) => {
    const environments = {
      [name]: { secret: { id: 's' }, account: { sid: `AC${'0'.repeat(32)}` } },
    };
    const [issue, ...others] = issuesOf(JSON.stringify({ environments }));
    expect(others).toEqual([]);
    expect(issue?.message).toContain('must be a name of an environment: 1 to 64 letters, digits');
    expect(issue?.message).toContain('; received ');
    expect(issue?.path).toBe(path);
  });

  it.each(['[]', '"text"', '3', 'null'])('is refused as the whole file: %s', (text) => {
    const [issue] = issuesOf(text);
    expect(issue?.path).toBe('');
    expect(issue?.message).toContain('must be an object with $schema, environments');
    expect(formatConfigurationIssues(issuesOf(text))).toContain('the file\n  must be an object');
  });
});
