import { describe, expect, it } from 'vitest';
import { selectEnvironments } from '../../../functions/configuration/select-environments.ts';
import { type Changes, configurationOf, exampleWith, issuesOf } from './example-configuration.ts';

const PARENT_SID = 'AC68e4b453df2939a44b2a91959935a304';
const STAGING_SID = 'AC217072093cc9fec95faf7f0adf6a8d49';
const OTHER_SID = `AC${'1'.repeat(32)}`;
const T = 'fleet.template';
const M = 'fleet.members';

/** A fleet of each source, as short as it may be. */
const OBJECTS: Changes = {
  [`${T}.secret.id`]: 'tenants/{member}/twilio',
  [`${M}.s3`]: 's3://lists/fleets/members.csv',
};
const SUBACCOUNTS: Changes = { ...OBJECTS, [M]: { subaccountsOf: PARENT_SID } };
const SECRETS: Changes = { ...OBJECTS, [M]: { secretPrefix: 'tenants/' } };

describe('a fleet', () => {
  it('has the defaults of an environment, and tolerates nothing', () => {
    expect(configurationOf(exampleWith(OBJECTS)).fleet).toEqual({
      template: {
        secret: { id: 'tenants/{member}/twilio' },
        account: {},
        credential: { kind: 'api-key' },
        twilioRegion: 'us1',
        mode: 'enforce',
        onInconclusive: 'block',
      },
      members: { kind: 'objects', bucket: 'lists', key: 'fleets/members.csv' },
      tolerate: { count: 0 },
    });
  });

  it('of subaccounts has their owner as parent', () => {
    expect(configurationOf(exampleWith(SUBACCOUNTS)).fleet).toMatchObject({
      template: { account: { parentSid: PARENT_SID } },
      members: { kind: 'subaccounts', parentSid: PARENT_SID },
    });
  });

  it('of secrets has a prefix, and tolerates a percentage or a count', () => {
    for (const tolerate of [{ percentage: 0.5 }, { count: 3 }]) {
      expect(
        configurationOf(exampleWith({ ...SECRETS, 'fleet.tolerate': tolerate })).fleet,
      ).toMatchObject({ members: { kind: 'secrets', prefix: 'tenants/' }, tolerate });
    }
  });

  it.each([{}, undefined])('may stand alone: environments are %j', (environments) => {
    const configuration = configurationOf(exampleWith({ ...OBJECTS, environments }));
    expect(configuration.environments).toEqual([]);
    expect(selectEnvironments(configuration, [])).toMatchObject({
      ok: false,
      message: expect.stringMatching(/declares no environment, only a fleet: .* fleet\.$/),
    });
  });
});

const REFUSED: readonly (readonly [string, Changes, string, readonly string[]])[] = [
  [
    'an id without {member}',
    { [`${T}.secret.id`]: 'tenants/twilio' },
    `${T}.secret.id`,
    ['"tenants/twilio"', 'has no {member}', 'tenants/{member}/twilio'],
  ],
  [
    'an id with two',
    { [`${T}.secret.id`]: '{member}/{member}' },
    `${T}.secret.id`,
    ['has {member} 2 times'],
  ],
  [
    'an id with another brace',
    { [`${T}.secret.id`]: '{member}/{name}' },
    `${T}.secret.id`,
    ['must be a name of a secret with {member} in it once'],
  ],
  [
    'an ARN',
    { [`${T}.secret.id`]: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:{member}-AbCdEf' },
    `${T}.secret.id`,
    ['is an ARN', 'six characters of its own', 'a roleArn'],
  ],
  [
    'an Account SID',
    { [`${T}.account.sid`]: STAGING_SID },
    `${T}.account.sid`,
    ['is not a setting', 'parentSid, type'],
  ],
  ['a test call', { [`${T}.testCall`]: {} }, `${T}.testCall`, ['is not a setting']],
  [
    'two sources',
    { [`${M}.secretPrefix`]: 'tenants/' },
    M,
    ['must have exactly one of s3, subaccountsOf, secretPrefix', 'received'],
  ],
  ['no source', { [M]: {} }, M, ['must have exactly one of', 'received {}']],
  ['no members', { [M]: undefined }, M, ['is missing', 's3, subaccountsOf, secretPrefix']],
  [
    'a URL as list',
    { [`${M}.s3`]: 'https://lists.s3.amazonaws.com/a.csv' },
    `${M}.s3`,
    ['is a URL', 's3://BUCKET/KEY'],
  ],
  ['an ARN as list', { [`${M}.s3`]: 'arn:aws:s3:::lists/a.csv' }, `${M}.s3`, ['is an ARN']],
  [
    'a bucket as list',
    { [`${M}.s3`]: 's3://lists/' },
    `${M}.s3`,
    ['names a bucket and no object in it'],
  ],
  [
    'a wildcard in a key',
    { [`${M}.s3`]: 's3://lists/fleets/*' },
    `${M}.s3`,
    ['has a *, and one object is read'],
  ],
  [
    'a wildcard in a bucket',
    { [`${M}.s3`]: 's3://*/a.csv' },
    `${M}.s3`,
    ['must be an object in S3', 'a bucket has 3 to 63'],
  ],
  [
    'a prefix without a slash',
    { [M]: { secretPrefix: 'tenants' } },
    `${M}.secretPrefix`,
    ['does not end in a slash'],
  ],
  [
    'two tolerances',
    { 'fleet.tolerate': { count: 1, percentage: 1 } },
    'fleet.tolerate',
    ['exactly one of percentage, count'],
  ],
  [
    'a number without its unit',
    { 'fleet.tolerate': 5 },
    'fleet.tolerate',
    ['must be an object with exactly one of percentage, count', 'received 5'],
  ],
  [
    'a percentage above all',
    { 'fleet.tolerate': { percentage: 101 } },
    'fleet.tolerate.percentage',
    ['from 0 to 100', '101'],
  ],
  [
    'a negative count',
    { 'fleet.tolerate': { count: -1 } },
    'fleet.tolerate.count',
    ['whole number from 0', '-1'],
  ],
  [
    'subaccounts without an auditor',
    { ...SUBACCOUNTS, auditor: undefined },
    `${M}.subaccountsOf`,
    ['needs an auditor', PARENT_SID, '"auditor"'],
  ],
  [
    'subaccounts of another parent',
    { ...SUBACCOUNTS, [`${T}.account.parentSid`]: OTHER_SID },
    `${T}.account.parentSid`,
    ['differs from subaccountsOf', OTHER_SID, PARENT_SID],
  ],
  [
    'a prefix of other secrets',
    { [M]: { secretPrefix: 'tenant/' } },
    `${M}.secretPrefix`,
    ['is not how template.secret.id begins', '"tenants/{member}/twilio"', '"tenant/"'],
  ],
  [
    'an auditor among the members',
    { ...SECRETS, 'auditor.secret.id': 'tenants/auditor/twilio' },
    'auditor.secret.id',
    ['the auditor would be a member', '"tenants/auditor/twilio"'],
  ],
  [
    'a subaccount as parent',
    { [`${T}.account.parentSid`]: STAGING_SID },
    'environments.staging.account.parentSid',
    ['the parent of the fleet', PARENT_SID],
  ],
  [
    '{member} in a label',
    { [`${T}.credential.labelPrefix`]: '{member}-' },
    `${T}.credential.labelPrefix`,
    ["in the secret's id only", '"{member}-"'],
  ],
  [
    '{member} in the name of a field',
    { [`${T}.secret.fields`]: { authToken: '{member}_TOKEN' } },
    `${T}.secret.fields.authToken`,
    ["in the secret's id only", 'the name of the field in every secret'],
  ],
  [
    'a probe of one account',
    { [`${T}.probe`]: `https://api.twilio.com/2010-04-01/Accounts/${STAGING_SID}/Calls.json` },
    `${T}.probe`,
    [STAGING_SID, 'keys of every other account', 'an address that names no account'],
  ],
  [
    'a type of what is no key',
    { [`${T}.credential`]: { kind: 'auth-token', keyType: 'main' } },
    `${T}.credential.keyType`,
    ['only API keys have a type'],
  ],
  [
    'a key in another Region than the secrets',
    {
      [`${T}.secret.region`]: 'eu-west-1',
      [`${T}.secret.kmsKeyArn`]:
        'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555',
    },
    `${T}.secret.kmsKeyArn`,
    ['is in another Region than the secret'],
  ],
];

describe('a fleet that cannot be meant', () => {
  it.each(REFUSED)('is refused by path, value and what is allowed: %s', (...row) => {
    const [, changes, path, parts] = row;
    const issues = issuesOf(exampleWith({ ...OBJECTS, ...changes }));
    expect(issues.map((each) => each.path)).toEqual([path]);
    for (const part of parts) expect(issues[0]?.message).toContain(part);
  });
});
