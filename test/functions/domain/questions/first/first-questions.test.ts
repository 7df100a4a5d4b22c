import { describe, expect, it } from 'vitest';
import { credentialFactsOf } from '../../../../../functions/domain/facts/facts.ts';
import type { Probe } from '../../../../../functions/domain/model/evidence.ts';
import type { FirstKnown } from '../../../../../functions/domain/questions/first/first-question.ts';
import { firstQuestionOf } from '../../../../../functions/domain/questions/first/first-questions.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { keyEvidence, oauthClient } from '../../evidence-builder.ts';
import { DENIED } from '../../twilio-replies.ts';

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
  { kind: 'reach', subject: ACCOUNTS.staging },
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
