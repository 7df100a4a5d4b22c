import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../../functions/domain/model/credential.ts';
import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import { ACCOUNTS } from '../accounts.ts';
import { apiKey, authToken, expecting, keyEvidence, parsed } from '../evidence-builder.ts';
import { accountReply, DENIED, numbersPage, unexpected } from '../twilio-replies.ts';
import { diagnosed, ranking } from './diagnosed.ts';

const REACHES_STAGING: Probes = {
  reach: { [ACCOUNTS.development]: DENIED, [ACCOUNTS.staging]: accountReply(ACCOUNTS.staging) },
};

/** Production is declared as a top-level account, and its credential works. */
function topLevel(
  held: Credential,
  reach: Probes,
  declared: Partial<EnvironmentExpectation> = {},
): Evidence {
  const sid = ACCOUNTS.production;
  const { kind } = held;
  const expectation = { ...expecting({ kind }, { parentSid: sid }), ...declared };
  const own = { 'own-account': accountReply(sid, { owner_account_sid: sid }) };
  const numbers = kind === 'api-key' ? { 'phone-numbers': numbersPage(sid) } : {};
  return keyEvidence({
    expectation,
    parse: parsed(held),
    probes: { ...numbers, ...own, ...reach },
  });
}

function texts(evidence: Evidence): string {
  return diagnosed(evidence)
    .remediation.map(({ text }) => text)
    .join('\n');
}

describe('a credential that reaches another environment', () => {
  it.each([
    ['Auth Token', authToken()],
    ['Main key', apiKey()],
  ])('is proven to be over-privileged, though everything works: %s', (name, held) => {
    const evidence = topLevel(held, REACHES_STAGING);
    const { summary, evidence: seen, helpUrl } = diagnosed(evidence);
    expect(ranking(diagnosed(evidence))).toBe('credential.over-privileged proven');
    expect(summary).toBe(`production: its ${name} reaches staging: it is too powerful`);
    expect(seen).toEqual([
      `it reads account ${ACCOUNTS.staging} (staging)`,
      expect.stringContaining('Twilio answered HTTP 200'),
    ]);
    expect(helpUrl).toContain('subaccounts');
  });

  it('is led out by a Standard key of the account itself, step by step', () => {
    const sid = ACCOUNTS.production;
    const { remediation } = diagnosed(topLevel(authToken(), REACHES_STAGING));
    expect(remediation.map(({ command }) => command).filter(Boolean)).toEqual([
      `curl -X POST https://api.twilio.com/2010-04-01/Accounts/${sid}/Keys.json -u ${sid} -d FriendlyName=production`,
      'aws secretsmanager put-secret-value --secret-id production/twilio/credentials --region eu-west-1 --secret-string file://credentials.json',
      'npx --no twilio-preflight verify --env production',
    ]);
    expect(texts(topLevel(authToken(), REACHES_STAGING))).toContain(
      'Declare credential.kind "api-key"',
    );
    expect(texts(topLevel(authToken(), REACHES_STAGING))).toContain('Rotate the Auth Token');
  });

  it('keeps the declared kind of a key, and its type unless that is Main', () => {
    const main = { credential: { kind: 'api-key', keyType: 'main' } } as const;
    expect(texts(topLevel(apiKey(), REACHES_STAGING))).not.toContain('Declare');
    expect(texts(topLevel(apiKey(), REACHES_STAGING))).toContain('Delete the Main key');
    expect(texts(topLevel(apiKey(), REACHES_STAGING, main))).toContain('keyType "standard"');
  });

  it('names no command that would reach another Twilio Region', () => {
    const { remediation } = diagnosed(
      topLevel(authToken(), REACHES_STAGING, { twilioRegion: 'ie1' }),
    );
    expect(remediation[0]).not.toHaveProperty('command');
    expect(remediation[0]?.text).toContain('Region ie1');
  });

  it('comes second where the credential acts as another account', () => {
    const probes = { 'own-account': accountReply(ACCOUNTS.parent), ...REACHES_STAGING };
    const evidence = keyEvidence({
      expectation: expecting({ kind: 'auth-token' }),
      parse: parsed(authToken(ACCOUNTS.parent)),
      probes,
    });
    expect(ranking(diagnosed(evidence))).toMatch(
      /^environment.wrong-account proven > .*credential.over-privileged proven/,
    );
  });
});

it('says that its reach was not judged where Twilio gave no answer', () => {
  const evidence = topLevel(authToken(), {
    reach: { [ACCOUNTS.development]: DENIED, [ACCOUNTS.staging]: unexpected(503) },
  });
  expect(ranking(diagnosed(evidence))).toBe('twilio.unavailable proven');
  expect(diagnosed(evidence).summary).toBe(
    'production: Twilio is down: it answers with server errors; its reach was not judged',
  );
});
