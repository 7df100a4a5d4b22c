import { expect, it } from 'vitest';
import { probeAnswers } from '../../../../functions/domain/facts/probe-answers.ts';
import { ACCOUNTS } from '../accounts.ts';
import { DENIED, numbersPage } from '../twilio-replies.ts';

it('lists every question that was sent, and none that was not', () => {
  const page = numbersPage(ACCOUNTS.production);
  const probes = {
    'phone-numbers': page,
    'own-account': undefined,
    reach: { [ACCOUNTS.staging]: DENIED },
  };
  expect(probeAnswers(probes)).toEqual([
    { question: { kind: 'phone-numbers' }, reply: page },
    { question: { kind: 'reach', subject: ACCOUNTS.staging }, reply: DENIED },
  ]);
});

it('lists nothing where nothing was sent', () => {
  expect(probeAnswers({})).toEqual([]);
});
