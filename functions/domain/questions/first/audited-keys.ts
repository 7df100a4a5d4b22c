import { leavesAccountOpen } from '../../facts/credential-proof.ts';
import { auditsKey, keyPage } from '../../facts/key-page.ts';
import { count } from '../../text/count.ts';
import { keysQuestion } from '../twilio-questions.ts';
import { firstQuestion } from './first-question.ts';

/** Lists the declared account's API keys, one page of them, with the auditor's credential. */
export const auditedKeys = firstQuestion({
  id: { kind: 'audited-keys' },
  applies: ({ round, hasAuditor, facts: { evidence, proof } }) =>
    hasAuditor &&
    ((round === 1 && auditsKey(evidence.expectation)) || (round === 2 && leavesAccountOpen(proof))),
  request: async ({ auditor, facts }) => {
    const asker = await auditor();
    return asker && keysQuestion(facts.evidence.expectation.account.sid, asker);
  },
  shows: (reply, accountSid) => {
    const page = keyPage(reply, accountSid);
    return page && `${count(page.keys.length, 'key')} of the account`;
  },
  rejected: 'Twilio does not show the auditor the keys of this account',
  words: {
    asked: 'which keys does the account have, to the auditor',
    why: 'only its account shows the age and label of a key, and whose a key is that no answer names the account of',
  },
});
