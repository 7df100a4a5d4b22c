import { type FurtherQuestion, furtherQuestion, isRefusedInUse } from './further-question.ts';
import { isRefusedOnceRepaired } from './repaired.ts';
import { tryOwn } from './try-credential.ts';

/** Tries an API key under, an Auth Token as, the account of another environment. */
export function accountOf(environment: string): FurtherQuestion {
  return furtherQuestion({
    id: { kind: 'account-of', subject: environment },
    applies: (facts) => isRefusedInUse(facts) || isRefusedOnceRepaired(facts),
    ask: tryOwn({
      accountSid: (_credential, { evidence: { declared, expectation } }) =>
        declared.find(({ name }) => name === environment)?.accountSid ?? expectation.account.sid,
    }),
    words: {
      asked: `is it of ${environment}'s account`,
      why: `environment.wrong-account (${environment})`,
    },
  });
}
