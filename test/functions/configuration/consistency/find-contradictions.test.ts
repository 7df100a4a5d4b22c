import { describe, expect, it } from 'vitest';
import { type Changes, configurationOf, exampleWith, issuesOf } from '../example-configuration.ts';

const STAGING_SID = 'AC217072093cc9fec95faf7f0adf6a8d49';
const PRODUCTION_SID = 'ACdfb5b35a454c6996821c13b13e6f33ed';
const PARENT_SID = 'AC68e4b453df2939a44b2a91959935a304';
const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:twilio-AbCdEf';
const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const PROBE = 'https://conversations.twilio.com/v1/Configuration';
const S = 'environments.staging';
const P = 'environments.production';

const SHARED: Changes = {
  [`${P}.account.sid`]: STAGING_SID,
  [`${P}.account.shared`]: true,
  [`${S}.account.shared`]: true,
};

interface Row {
  readonly name: string;
  readonly changes: Changes;
  readonly path: string;
  readonly parts: readonly string[];
}

const REFUSED: readonly Row[] = [
  ...(['auth-token', 'oauth-client', 'test'] as const).map((kind) => ({
    name: `a label of what is no key: ${kind}`,
    changes: { [`${P}.credential`]: { kind, labelPrefix: 'production-' } },
    path: `${P}.credential.labelPrefix`,
    parts: [`the declared kind is "${kind}"`, '"production-"', 'with kind "api-key" only'],
  })),
  {
    name: 'a key in another Region than its secret',
    changes: {
      [`${S}.secret.id`]: ARN,
      [`${S}.secret.kmsKeyArn`]: KEY_ARN,
    },
    path: `${S}.secret.kmsKeyArn`,
    parts: ['is in another Region than the secret', KEY_ARN, 'a key in "eu-west-1"'],
  },
  {
    name: 'one account in two environments',
    changes: { [`${P}.account.sid`]: STAGING_SID },
    path: `${P}.account.sid`,
    parts: ['several environments (staging, production)', STAGING_SID, '"shared": true'],
  },
  {
    name: 'one account, only the later environment says shared',
    changes: { ...SHARED, [`${S}.account.shared`]: false },
    path: `${S}.account.sid`,
    parts: ['several environments (staging, production)', STAGING_SID],
  },
  {
    name: 'a shared account with two parents',
    changes: { ...SHARED, [`${P}.account.parentSid`]: PRODUCTION_SID },
    path: `${P}.account.parentSid`,
    parts: ['differs from what staging declares', PRODUCTION_SID, `"${PARENT_SID}" in both`],
  },
  {
    name: 'a shared account of two types',
    changes: { ...SHARED, [`${P}.account.type`]: 'Trial' },
    path: `${P}.account.type`,
    parts: ['differs from what staging declares', '"Trial"', '"Full" in both, or absent'],
  },
  {
    name: 'a subaccount as parent',
    changes: { [`${P}.account.parentSid`]: STAGING_SID },
    path: `${S}.account.parentSid`,
    parts: ['the parent of production', PARENT_SID, 'top-level', STAGING_SID],
  },
  {
    name: 'one secret for two accounts, both shared',
    changes: {
      [`${P}.secret.id`]: 'staging/twilio/credentials',
      [`${S}.account.shared`]: true,
      [`${P}.account.shared`]: true,
    },
    path: `${P}.secret.id`,
    parts: ['several environments (staging, production)', '"staging/twilio/credentials"'],
  },
  {
    name: 'one secret by its ARN, with the Region and without',
    changes: {
      [`${P}.secret`]: { id: ARN, region: 'eu-west-1' },
      [`${S}.secret.id`]: ARN,
    },
    path: `${P}.secret.id`,
    parts: ['several environments', ARN, 'one secret per environment'],
  },
  {
    name: "a Region other than the ARN's",
    changes: { [`${P}.secret`]: { id: ARN, region: 'us-east-1' } },
    path: `${P}.secret.region`,
    parts: ["differs from the Region in the secret's ARN", '"us-east-1"', '"eu-west-1", or absent'],
  },
  {
    name: "a Region other than the ARN's, of the auditor",
    changes: { 'auditor.secret': { id: ARN, region: 'us-east-1' } },
    path: 'auditor.secret.region',
    parts: ['differs from the Region', '"us-east-1"', '"eu-west-1"'],
  },
  {
    name: 'two fields by one name',
    changes: { [`${P}.secret.fields`]: { accountSid: 'A', apiKeySid: 'K', apiKeySecret: 'K' } },
    path: `${P}.secret.fields.apiKeySecret`,
    parts: ['the same name as apiKeySid', '"K"', 'a name of its own'],
  },
  ...(['auth-token', 'oauth-client', 'test'] as const).map((kind) => ({
    name: `a type of what is no key: ${kind}`,
    changes: { [`${P}.credential`]: { kind, keyType: 'main' } },
    path: `${P}.credential.keyType`,
    parts: [
      `the declared kind is "${kind}"`,
      'received "main"',
      'remove keyType',
      'kind "api-key" only',
    ],
  })),
  {
    name: 'a Restricted key outside us1',
    changes: { [`${P}.credential.keyType`]: 'restricted', [`${P}.twilioRegion`]: 'ie1' },
    path: `${P}.twilioRegion`,
    parts: ['Restricted API keys in us1 only', 'received "ie1"', '"us1"'],
  },
  ...(
    [
      ['a Standard key', { [`${P}.credential.keyType`]: 'standard' }, 'keyType is "standard"'],
      ['an Auth Token', { [`${P}.credential`]: { kind: 'auth-token' } }, 'kind is "auth-token"'],
      [
        'a key outside us1',
        { [`${P}.twilioRegion`]: 'ie1' },
        'twilioRegion is "ie1", which has none',
      ],
    ] as const
  ).map(([what, changes, said]) => ({
    name: `a probe of ${what}`,
    changes: { ...changes, [`${P}.probe`]: PROBE },
    path: `${P}.probe`,
    parts: [
      'only Restricted keys',
      said,
      `received "${PROBE}"`,
      'keyType "restricted" or none, in us1',
    ],
  })),
  {
    name: 'a probe of another account',
    changes: { [`${P}.probe`]: `https://api.twilio.com/2010-04-01/Accounts/${STAGING_SID}.json` },
    path: `${P}.probe`,
    parts: [`names account ${STAGING_SID}`, 'refuses keys of AC', 'names no account'],
  },
  {
    name: 'an OAuth client outside us1',
    changes: { [`${P}.credential`]: { kind: 'oauth-client' }, [`${P}.twilioRegion`]: 'au1' },
    path: `${P}.twilioRegion`,
    parts: ['OAuth clients in us1 only', 'received "au1"', '"us1" for OAuth clients'],
  },
  {
    name: 'a field of an API key for test credentials',
    changes: {
      [`${P}.credential`]: { kind: 'test' },
      [`${P}.secret.fields`]: { apiKeySid: 'MY_KEY' },
    },
    path: `${P}.secret.fields.apiKeySid`,
    parts: ['test credentials have no API keys', 'received "MY_KEY"', 'accountSid and authToken'],
  },
  {
    name: 'webhooks signed with test credentials',
    changes: { [`${P}.credential.kind`]: 'test', [`${P}.webhookAuthToken`]: true },
    path: `${P}.webhookAuthToken`,
    parts: ['test credentials receive no webhooks', 'received true', 'false, or absent'],
  },
  {
    name: 'resources of test credentials, which would be skipped',
    changes: {
      [`${P}.credential.kind`]: 'test',
      [`${P}.resources`]: { applications: [`AP${'0'.repeat(32)}`] },
    },
    path: `${P}.resources`,
    parts: ['test credentials read no resources', 'the declared kind is "test"', 'no resources'],
  },
  {
    name: 'an email address twice, in another letter case',
    changes: { 'alerts.email': ['ops@example.com', 'OPS@example.com'] },
    path: 'alerts.email[1]',
    parts: ['is listed already, at email[0]', '"OPS@example.com"', 'each address once'],
  },
  {
    name: 'a phone number twice',
    changes: { 'alerts.sms': ['+15551230001', '+15551230002', '+15551230001'] },
    path: 'alerts.sms[2]',
    parts: ['is listed already, at sms[0]', '"+15551230001"', 'each number once'],
  },
];

describe('settings that contradict each other', () => {
  it.each(REFUSED)('are refused: $name', ({ changes, path, parts }) => {
    const [issue, ...others] = issuesOf(exampleWith(changes));
    expect(others).toEqual([]);
    expect(issue?.path).toBe(path);
    for (const part of parts) expect(issue?.message).toContain(part);
  });

  it('name at most ten environments', () => {
    const block = { secret: { id: 's' }, account: { sid: STAGING_SID } };
    const names = Array.from({ length: 12 }, (_, index) => `e${index + 1}-x`);
    const environments = Object.fromEntries(names.map((name) => [name, block]));
    const [account, secret] = issuesOf(JSON.stringify({ environments }));
    expect(account?.message).toContain('(e1-x, e2-x, ');
    expect(account?.message).toContain('e10-x, …)');
    expect(secret?.path).toBe('environments.e12-x.secret.id');
  });
});

describe('settings that agree', () => {
  it.each<readonly [string, Changes]>([
    [
      'an account and a secret shared on purpose',
      { ...SHARED, [`${P}.secret.id`]: 'x', [`${S}.secret.id`]: 'x' },
    ],
    ['shared with nobody else in this file', { [`${P}.account.shared`]: true }],
    [
      'a shared account with one silent environment',
      { ...SHARED, [`${P}.account.type`]: undefined, [`${P}.account.parentSid`]: undefined },
    ],
    [
      'a top-level account that is the parent of others',
      { [`${P}.account.sid`]: PARENT_SID, [`${P}.account.parentSid`]: PARENT_SID },
    ],
    [
      'a parent that says nothing of its own parent',
      { [`${P}.account.sid`]: PARENT_SID, [`${P}.account.parentSid`]: undefined },
    ],
    [
      'one secret name in two Regions',
      { [`${P}.secret`]: { id: 'x', region: 'eu-west-1' }, [`${S}.secret.id`]: 'x' },
    ],
    ['an ARN and its own Region', { [`${P}.secret`]: { id: ARN, region: 'eu-west-1' } }],
    ["the auditor's secret in an environment too", { [`${P}.secret.id`]: 'twilio/auditor' }],
    ['no auditor and no alerts', { auditor: undefined, alerts: undefined }],
    ['a Restricted key in us1', { [`${P}.credential.keyType`]: 'restricted' }],
    ['its probe', { [`${P}.credential.keyType`]: 'restricted', [`${P}.probe`]: PROBE }],
    ['a probe of a key of no declared type', { [`${P}.probe`]: PROBE }],
    ['test credentials', { [`${P}.credential`]: { kind: 'test' } }],
  ])('are accepted: %s', (_name, changes) => {
    expect(configurationOf(exampleWith(changes)).environments).toHaveLength(3);
  });
});
