import { count } from '../../text/count.ts';
import type { Check } from '../check.ts';
import { keyFacts } from './key-facts.ts';
import { ownKey } from './own-key.ts';

/** The key in the secret is one of the declared account's: else it was deleted, or is another account's. */
export const keyPresent: Check = {
  id: 'key.present',
  title: "The key in the secret is one of the account's keys",
  tier: 'audit',
  judge: (facts) => {
    const { evidence } = facts;
    const own = ownKey(facts);
    const account = evidence.expectation.account.sid;
    switch (own.outcome) {
      case 'open':
        return own.result;
      case 'listed':
        return {
          status: 'pass',
          message: `${own.sid} is a key of ${account}`,
          about: keyFacts(own.key, evidence),
        };
      case 'absent':
        return {
          status: 'fail',
          message: `${own.sid} is not among the ${count(own.listedKeys, 'key')} of ${account}: it was deleted, or is a key of another account`,
          about: { apiKeySid: own.sid },
        };
    }
  },
};
