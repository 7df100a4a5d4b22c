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
  ['a SID prefix in lower case', `${P}.account.sid`, 'ac01', 'is not an Account SID', SID_ALLOWED],
  ['a short SID', `${P}.account.sid`, 'AC0123', 'it has 6 characters instead of 34', SID_ALLOWED],
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
  ['a SID in quotes', `${P}.account.sid`, '"AC01"', 'is not an Account SID', SID_ALLOWED],
  ['a number as SID', `${P}.account.sid`, 7, 'has the wrong type: a number', SID_ALLOWED],
  ['null as SID', `${P}.account.sid`, null, 'has the wrong type: null', SID_ALLOWED],
  ['a wrong account type', `${P}.account.type`, 'trail', 'did you mean Trial?', '"Full", "Trial"'],
  ['a text as flag', `${P}.account.shared`, 'yes', 'has the wrong type: a text', 'true or false'],
  [
    'a list as account',
    `${P}.account`,
    [],
    'has the wrong type: a list',
    'an object with sid, parentSid, type, shared',
  ],
  [
    'a text as secret',
    `${P}.secret`,
    'name',
    'has the wrong type: a text',
    'an object with id, region',
  ],
  ['an empty secret id', `${P}.secret.id`, '', 'is not a name or ARN of a secret', '/_+=.@-'],
  [
    'a wildcard in a secret id',
    `${P}.secret.id`,
    'prod/*',
    'is not a name or ARN of a secret',
    '/_+=.@-',
  ],
  [
    'an ARN of something else',
    `${P}.secret.id`,
    'arn:aws:ssm:us-east-1:123456789012:parameter/x',
    'not of a Secrets Manager secret',
    'arn:aws:secretsmanager:',
  ],
  [
    'a line break after a secret id',
    `${P}.secret.id`,
    'prod\n',
    'is not a name or ARN of a secret',
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
    'is not an AWS Region',
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
    'is not the ARN of an IAM role',
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
    'is not the ARN of a KMS key',
    'arn:aws:kms:',
  ],
  [
    'an empty field name',
    `${P}.secret.fields.authToken`,
    ' ',
    'is not a name of a field',
    '1 to 256 characters',
  ],
  [
    'a wrong kind',
    `${P}.credential.kind`,
    'apikey',
    'did you mean api-key?',
    '"api-key", "auth-token", "test"',
  ],
  [
    'a wrong key type',
    `${P}.credential.keyType`,
    'admin',
    'is none of the values',
    '"standard", "main", "restricted"',
  ],
  ['a wrong Twilio Region', `${P}.twilioRegion`, 'us2', 'did you mean us1?', '"us1", "ie1", "au1"'],
  ['a wrong mode', `${P}.mode`, 'off', 'is none of the values', '"enforce", "shadow"'],
  [
    'a wrong answer to inconclusive',
    `${P}.onInconclusive`,
    true,
    'has the wrong type: true',
    '"block", "allow"',
  ],
  [
    'a text as webhookAuthToken',
    `${P}.webhookAuthToken`,
    'no',
    'has the wrong type: a text',
    'true or false',
  ],
  ['no environment', 'environments', {}, 'no environment is declared', 'at least one environment'],
  [
    'a list of environments',
    'environments',
    [1],
    'has the wrong type: a list',
    'at least one environment',
  ],
  [
    'an object as list',
    'alerts.email',
    {},
    'has the wrong type: an object',
    'a list; each entry an address',
  ],
  ['a number as $schema', '$schema', 1, 'has the wrong type: a number', 'a text'],
];

describe('a setting with a wrong value', () => {
  it.each(ROWS)('is refused with path, value and what is allowed: %s', (...row) => {
    const [, path, value, problem, allowed] = row;
    const issues = issuesOf(exampleWith({ [path]: value }));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ path, allowed: expect.stringContaining(allowed) });
    const text = formatConfigurationIssues(issues);
    for (const part of [path, problem, JSON.stringify(value), allowed]) {
      expect(text).toContain(part);
    }
  });

  it.each([
    ['an email without domain', 'email', 'ops@', 'is not an email address'],
    ['an email with a display name', 'email', 'Ops <ops@example.com>', 'is not an email address'],
    ['a phone number without plus', 'sms', '15551230001', 'is not a phone number in E.164'],
    ['a phone number with hyphens', 'sms', '+1-555-123-0001', 'is not a phone number in E.164'],
  ])('is refused by its place in the list: %s', (...row) => {
    const [, list, value, problem] = row;
    const [issue, ...others] = issuesOf(exampleWith({ [`alerts.${list}`]: [value] }));
    expect(others).toEqual([]);
    expect(issue?.path).toBe(`alerts.${list}[0]`);
    expect(issue?.message).toContain(`${problem}; received ${JSON.stringify(value)}; allowed: `);
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
    expect(issue?.message).toContain('is required and missing; allowed: ');
    expect(issue).not.toHaveProperty('received');
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
    expect(issue?.message).toContain('is not a name of an environment; received ');
    expect(issue?.message).toContain('allowed: 1 to 64 letters, digits');
    expect(issue?.path).toBe(path);
  });

  it.each(['[]', '"text"', '3', 'null'])('is refused as the whole file: %s', (text) => {
    const [issue] = issuesOf(text);
    expect(issue?.path).toBe('');
    expect(issue?.message).toContain('allowed: an object with $schema, environments');
    expect(formatConfigurationIssues(issuesOf(text))).toContain('the file\n  has the wrong type');
  });
});
