import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../functions/configuration/parse-configuration.ts';
import type { Expectations } from '../../../functions/domain/model/expectation.ts';
import { configurationOf, EXAMPLE, exampleWith, issuesOf } from './example-configuration.ts';

const SID = `AC${'a'.repeat(32)}`;

describe('parseConfiguration', () => {
  it('reads the committed example into what the domain expects', () => {
    const expectations: Expectations = configurationOf(EXAMPLE);
    expect(expectations.environments.map((each) => [each.name, each.credential])).toEqual([
      ['development', { kind: 'auth-token' }],
      ['staging', { kind: 'api-key', keyType: 'main' }],
      ['production', { kind: 'api-key' }],
    ]);
    expect(expectations.auditor).toEqual({ secret: { id: 'twilio/auditor' } });
  });

  it('fills in every default of a minimal configuration', () => {
    const text = JSON.stringify({
      environments: { production: { secret: { id: 'x' }, account: { sid: SID } } },
    });
    expect(configurationOf(text)).toEqual({
      environments: [
        {
          name: 'production',
          secret: { id: 'x' },
          account: { sid: SID, shared: false },
          credential: { kind: 'api-key' },
          twilioRegion: 'us1',
          watchEveryMinutes: 60,
          mode: 'enforce',
          onInconclusive: 'block',
        },
      ],
      alerts: { subscribers: [], chat: false, remindAfterHours: 24 },
    });
  });

  it('keeps every setting of a complete secret', () => {
    const secret = {
      id: 'arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:a/b-AbCdEf',
      region: 'us-gov-west-1',
      roleArn: 'arn:aws-us-gov:iam::123456789012:role/path/reader',
      kmsKeyArn:
        'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef',
      fields: { authToken: 'MY TOKEN' },
    };
    const text = exampleWith({ 'environments.production.secret': secret });
    expect(configurationOf(text).environments[2]?.secret).toEqual(secret);
  });

  it("takes the Region of a secret from its ARN, also the auditor's", () => {
    const id = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:twilio-AbCdEf';
    const text = exampleWith({
      'environments.staging.secret.id': id,
      'auditor.secret.id': id.replace('twilio', 'auditor'),
    });
    const configuration = configurationOf(text);
    expect(configuration.environments[1]?.secret).toEqual({ id, region: 'eu-west-1' });
    expect(configuration.auditor?.secret.region).toBe('eu-west-1');
  });

  it('accepts comments and trailing commas', () => {
    const text = EXAMPLE.replace('{', '{ // ours\n').replace(/\}\s*$/, ', /* end */ }');
    expect(configurationOf(text)).toEqual(configurationOf(EXAMPLE));
  });

  it('skips a byte order mark', () => {
    expect(configurationOf(`\uFEFF${EXAMPLE}`).environments).toHaveLength(3);
  });

  it.each([
    ['api-key', true],
    ['api-key', false],
    ['auth-token', true],
  ])('takes a webhook Auth Token beside kind %s: %s', (kind, webhookAuthToken) => {
    const text = exampleWith({
      'environments.production.credential.kind': kind,
      'environments.production.webhookAuthToken': webhookAuthToken,
    });
    expect(configurationOf(text).environments[2]).toMatchObject({ webhookAuthToken });
    expect(configurationOf(text).environments[0]).not.toHaveProperty('webhookAuthToken');
  });

  it.each([
    ['an API key, with its label', { kind: 'api-key', labelPrefix: 'production-', maxAgeDays: 1 }],
    ['an Auth Token, by its secret', { kind: 'auth-token', maxAgeDays: 3650 }],
  ])('takes what the key audit needs of %s', (_name, credential) => {
    const text = exampleWith({ 'environments.production.credential': credential });
    expect(configurationOf(text).environments[2]?.credential).toEqual(credential);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', '1', 'eu.prod_2-b', 'x'.repeat(64)])(
    'accepts an environment named %s',
    (name) => {
      const text = `{"environments":{${JSON.stringify(name)}:{"secret":{"id":"s"},"account":{"sid":"${SID}"}}}}`;
      expect(configurationOf(text).environments.map((each) => each.name)).toEqual([name]);
    },
  );

  it.each([
    ['an empty text', '', 'is empty'],
    ['white space only', ' \n ', 'is empty'],
    ['a text of more than a million characters', ' '.repeat(1_000_001), 'longer than 1000000'],
    ['a missing comma', '{"environments": {}\r\n"alerts": {}}', 'line 2, column 1: comma expected'],
    [
      'a comment that does not end',
      '{\n  /* note\n}',
      'line 2, column 3: unexpected end of comment',
    ],
  ])('refuses %s with its position', (_name, text, message) => {
    expect(issuesOf(text)).toEqual([
      expect.objectContaining({ path: '', message: expect.stringContaining(message) }),
    ]);
  });

  it('refuses a second block of the same environment, which JSON.parse would let win', () => {
    const block = '{"secret":{"id":"s"}}';
    const text = `{"environments":{"production":${block},\n"production":${block}}}`;
    const [issue] = issuesOf(text);
    expect(issue?.path).toBe('environments.production');
    expect(issue?.message).toContain('is given twice (again at line 2, column 1)');
  });

  it('refuses __proto__ as an environment', () => {
    const [issue] = issuesOf(EXAMPLE.replace('"staging": {', '"__proto__": {'));
    expect(issue?.path).toBe('environments.__proto__');
    expect(issue?.message).toContain('no object here may have (line 13, column 5)');
    expect(({} as Record<string, unknown>)['secret']).toBeUndefined();
  });

  it('reports all issues of all settings at once', () => {
    const text = exampleWith({
      'environments.staging.mode': 'on',
      'environments.production.account.type': 'Fool',
      'alerts.sms': ['1'],
    });
    expect(issuesOf(text).map((issue) => issue.path)).toEqual([
      'environments.staging.mode',
      'environments.production.account.type',
      'alerts.sms[0]',
    ]);
  });

  it('says yes or lists issues for any damaged example, and never throws', () => {
    for (let offset = 0; offset < EXAMPLE.length; offset += 1) {
      const damaged = [
        EXAMPLE.slice(0, offset),
        EXAMPLE.slice(0, offset) + EXAMPLE.slice(offset + 1),
        `${EXAMPLE.slice(0, offset)}]${EXAMPLE.slice(offset)}`,
      ];
      for (const text of damaged) {
        const parse = parseConfiguration(text);
        expect(parse.ok || parse.issues.length > 0).toBe(true);
      }
    }
  });
});
