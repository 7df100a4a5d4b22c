import { describe, expect, it } from 'vitest';
import { credentialFactsOf } from '../../../../../functions/domain/facts/facts.ts';
import type { Probe } from '../../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../../functions/domain/model/twilio-api.ts';
import type { FirstKnown } from '../../../../../functions/domain/questions/first/first-question.ts';
import { firstQuestionOf } from '../../../../../functions/domain/questions/first/first-questions.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { keyEvidence, oauthClient } from '../../evidence-builder.ts';
import { accountReply, DENIED, refusal, resource } from '../../twilio-replies.ts';

const WITHOUT_CREDENTIALS: FirstKnown = {
  round: 1,
  facts: credentialFactsOf(keyEvidence()),
  credential: oauthClient(),
  hasAuditor: false,
  auditor: async () => undefined,
};

const ALL: readonly Probe[] = [
  { kind: 'phone-numbers' },
  { kind: 'own-account' },
  { kind: 'webhook-account' },
  { kind: 'audited-account' },
  { kind: 'audited-keys' },
  { kind: 'magic', subject: 'a message' },
  { kind: 'reach', subject: ACCOUNTS.staging },
  { kind: 'resource', subject: ACCOUNTS.staging },
];

describe('a question that is asked of every environment', () => {
  it.each(ALL)('sends nothing where there is no credential to ask with: $kind', async (id) => {
    const sent: unknown[] = [];
    const question = firstQuestionOf(id);
    const reply = await question.ask(WITHOUT_CREDENTIALS, async (request) => {
      sent.push(request);
      return DENIED;
    });
    expect([reply, sent]).toEqual([undefined, []]);
    expect(question.read(reply, ACCOUNTS.production)).toEqual([]);
  });
});

describe('a reply to a first question is read as', () => {
  const VA = `VA${'b'.repeat(32)}`;
  const about: Probe = { kind: 'resource', subject: VA };
  it.each<readonly [string, Probe, TwilioReply]>([
    ['it is in this account', about, resource({ account_sid: ACCOUNTS.production })],
    ['it is in another account', about, resource({ account_sid: ACCOUNTS.staging })],
    ['a list', about, resource({})],
    ['Twilio refuses this request', about, DENIED],
    ['Twilio does not find it', about, refusal(404, 20404)],
    [
      `account ${ACCOUNTS.production} is of no status, Full, owned by ${ACCOUNTS.parent}`,
      { kind: 'own-account' },
      accountReply(ACCOUNTS.production, { status: null }),
    ],
    [
      'not the resource that was asked for: it proves nothing',
      { kind: 'phone-numbers' },
      resource({}),
    ],
  ])('%s', (words, id, reply) => {
    expect(firstQuestionOf(id).read(reply, ACCOUNTS.production)).toEqual([words]);
  });
});
