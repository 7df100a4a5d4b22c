import { describe, expect, it } from 'vitest';
import { firstQuestions } from '../../../../cli/diagnose/trace/first-questions.ts';
import type { Question } from '../../../../cli/diagnose/trace/question.ts';
import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../../../functions/domain/accounts.ts';
import { keyEvidence, unreadEvidence } from '../../../functions/domain/evidence-builder.ts';
import {
  accountReply,
  DENIED,
  noAnswer,
  numbersPage,
  refusal,
  resource,
  TEST_PAIR,
  unexpected,
} from '../../../functions/domain/twilio-replies.ts';

function lastConclusion(probes: Probes): string | undefined {
  return firstQuestions(keyEvidence({ probes })).at(-1)?.concluded;
}

const GRANT: TwilioReply = { ...resource({}), isGrant: true };

describe('what an answer of the first wave meant by itself', () => {
  const rows: readonly (readonly [string, keyof Probes, TwilioReply, string])[] = [
    [
      'a page of the account',
      'phone-numbers',
      numbersPage(ACCOUNTS.production),
      'the key works, and is of this account',
    ],
    ['a refused key', 'phone-numbers', DENIED, 'Twilio rejects the key for this account'],
    ['a Standard key', 'own-account', DENIED, 'normal for a key that is no Main key'],
    [
      'an account',
      'own-account',
      accountReply(ACCOUNTS.production, { status: 'suspended' }),
      `account ${ACCOUNTS.production} is suspended, Full, owned by ${ACCOUNTS.parent}`,
    ],
    ['a refused webhook token', 'webhook-account', DENIED, 'Twilio rejects the Auth Token'],
    ['a refused auditor', 'audited-account', DENIED, 'rejects the auditor for this account'],
    ['an account out of reach', 'reach', DENIED, 'it does not reach that account'],
    ['something else with 200', 'own-account', resource({}), 'it proves nothing'],
    ['test credentials', 'own-account', TEST_PAIR, 'the pair is right, and a test pair'],
    ['an inactive account', 'own-account', refusal(403, 20005), 'the account is not active'],
    ['an access token', 'access-token', GRANT, 'the client secret is right'],
    ['no access token', 'access-token', resource({}), 'it proves nothing'],
    ['a missing permission', 'phone-numbers', refusal(401, 70051), 'nothing against the credent'],
    ['a page that is not there', 'own-account', refusal(404, 20404), 'Twilio does not find it'],
    ['a rate limit', 'own-account', refusal(429, 20429), 'too many requests'],
    ['a server error', 'own-account', unexpected(503), 'an outage at Twilio'],
    ['a proxy', 'own-account', unexpected(200), 'not an answer of Twilio'],
    ['silence', 'own-account', noAnswer('timeout'), 'no answer'],
  ];

  it.each(rows)('%s', (...row) => {
    const [, kind, reply, concluded] = row;
    expect(
      lastConclusion(kind === 'reach' ? { reach: { AC00: reply } } : { [kind]: reply }),
    ).toContain(concluded);
  });

  it.each([
    [refusal(400, 21217), 'as Twilio documents it'],
    [refusal(400, 21210), "another error of Twilio's"],
  ])('an order with a magic number', (reply, concluded) => {
    expect(lastConclusion({ magic: { 'a call to an invalid number': reply } })).toContain(
      concluded,
    );
  });

  it('names the account that a credential should not reach', () => {
    const questions = firstQuestions(keyEvidence({ probes: { reach: { AC00: DENIED } } }));
    expect(questions.at(-1)?.asked).toContain('can the credential read account AC00');
  });
});

describe('the questions of the first wave', () => {
  const asked = (evidence: Evidence): readonly string[] =>
    firstQuestions(evidence).map((question: Question) => question.asked);

  it("are about the secret, other environments' secrets, then Twilio", () => {
    expect(asked(keyEvidence())).toEqual([
      'what does production/twilio/credentials hold (AWSCURRENT)',
      "is anything in it also in another environment's secret",
      "does Twilio list the declared account's numbers for the key",
      'what does its account look like to the credential',
    ]);
  });

  it('end with the secret where it could not be read', () => {
    const [question, ...others] = firstQuestions(unreadEvidence());
    expect(others).toEqual([]);
    expect(question?.answered).toBe('AWS says why');
    expect(question?.concluded).not.toBe('a well-formed credential of the declared kind');
  });

  it('say of each other what it has in common, or why it was not compared', () => {
    const [, question] = firstQuestions(
      keyEvidence({
        otherEnvironments: [
          { name: 'a', outcome: 'compared', common: [] },
          { name: 'b', outcome: 'compared', common: ['account', 'key'] },
          { name: 'c', outcome: 'shared' },
          { name: 'd', outcome: 'unreadable', reason: 'access denied' },
        ],
      }),
    );
    expect(question?.answered).toBe(
      'a: nothing; b: account, key; c: not compared, the account is declared as shared; d: not compared, access denied',
    );
    expect(question?.concluded).not.toBe('');
  });
});
