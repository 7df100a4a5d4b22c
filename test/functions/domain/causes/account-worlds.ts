import type { OtherEnvironment } from '../../../../functions/domain/model/evidence.ts';
import { ACCOUNTS, FOREIGN_SID } from '../accounts.ts';
import { apiKey, authToken, keyEvidence, parsed } from '../evidence-builder.ts';
import { accountReply, DENIED, refusal, unexpected } from '../twilio-replies.ts';
import { keyMeets, tokenMeets, type World } from './world.ts';

const OWN = ACCOUNTS.production;
const STAGING = ACCOUNTS.staging;
const READY = { state: 'ready' } as const;
const COPY: OtherEnvironment = {
  name: 'staging',
  outcome: 'compared',
  common: ['account', 'key', 'secret value'],
};

const SAME_VALUE: OtherEnvironment = {
  name: 'staging',
  outcome: 'compared',
  common: ['secret value'],
};

export const ACCOUNT_WORLDS: readonly World[] = [
  [
    'swapped environments, by token',
    tokenMeets(accountReply(STAGING), { parse: parsed(authToken(STAGING)) }),
    'environment.wrong-account proven',
    `its credential is that of staging (${STAGING})`,
  ],
  [
    'swapped environments, by key',
    keyMeets(
      { 'phone-numbers': DENIED, 'own-account': DENIED },
      { parse: parsed(apiKey(STAGING)) },
    ),
    'environment.wrong-account likely > credential.rejected likely',
    `its credential is probably that of staging (${STAGING})`,
  ],
  [
    'a copy of another secret',
    keyMeets(
      { 'phone-numbers': DENIED },
      { parse: parsed(apiKey(STAGING)), otherEnvironments: [COPY] },
    ),
    'environment.wrong-account proven > environment.shared-credential proven',
    `its credential is that of staging (${STAGING})`,
  ],
  [
    'an undeclared account',
    tokenMeets(accountReply(FOREIGN_SID), { parse: parsed(authToken(FOREIGN_SID)) }),
    'environment.wrong-account proven',
    `its credential is that of an undeclared account (${FOREIGN_SID})`,
  ],
  [
    'a foreign account during an outage',
    tokenMeets(unexpected(503), { parse: parsed(authToken(FOREIGN_SID)) }),
    'environment.wrong-account likely > twilio.unavailable proven',
    `its credential is probably that of an undeclared account (${FOREIGN_SID})`,
  ],
  [
    'a good key beside a wrong SID',
    keyEvidence({ parse: parsed(apiKey(STAGING)) }),
    'environment.wrong-account proven',
    `its API key is right, its Account SID is that of staging (${STAGING})`,
  ],
  [
    "the parent's Main key",
    keyMeets({ 'phone-numbers': DENIED, 'own-account': accountReply(OWN) }),
    'environment.wrong-account likely',
    'its API key is of another account: Twilio lets it read this one, not use it',
  ],
  [
    'a shared secret',
    keyEvidence({ otherEnvironments: [SAME_VALUE] }),
    'environment.shared-credential proven',
    'the secret of staging holds the same secret value',
  ],
  [
    'another owner',
    tokenMeets(accountReply(OWN, { owner_account_sid: FOREIGN_SID })),
    'environment.wrong-parent proven',
    `expected owner ${ACCOUNTS.parent}, found owner ${FOREIGN_SID}`,
  ],
  [
    'a suspended account',
    tokenMeets(accountReply(OWN, { status: 'suspended' })),
    'account.suspended proven',
    `Twilio account ${OWN} is suspended`,
  ],
  [
    'a closed account',
    tokenMeets(accountReply(OWN, { status: 'closed' })),
    'account.closed proven',
    `Twilio account ${OWN} is closed`,
  ],
  [
    'a suspended account, by the auditor',
    keyMeets(
      { 'phone-numbers': DENIED, 'audited-account': accountReply(OWN, { status: 'suspended' }) },
      { auditor: READY },
    ),
    'account.suspended proven > credential.rejected possible',
    `Twilio account ${OWN} is suspended`,
  ],
  [
    "an inactive account, by Twilio's code",
    keyMeets({ 'phone-numbers': refusal(401, 20005) }),
    'account.suspended likely',
    `Twilio account ${OWN} is probably suspended`,
  ],
  [
    'a closed account, refused and audited',
    keyMeets(
      {
        'phone-numbers': refusal(401, 20005),
        'audited-account': accountReply(OWN, { status: 'closed' }),
      },
      { auditor: READY },
    ),
    'account.closed proven',
    `Twilio account ${OWN} is closed`,
  ],
  [
    'a refused account that is active to the auditor',
    keyMeets(
      { 'phone-numbers': refusal(401, 20005), 'audited-account': accountReply(OWN) },
      { auditor: READY },
    ),
    'account.suspended likely',
    `Twilio account ${OWN} is probably suspended`,
  ],
  [
    "another environment's suspended account",
    tokenMeets(refusal(403, 20403), { parse: parsed(authToken(STAGING)) }),
    'environment.wrong-account likely > account.suspended likely',
    `its credential is probably that of staging (${STAGING})`,
  ],
  [
    'a Trial account',
    tokenMeets(accountReply(OWN, { type: 'Trial' })),
    'account.trial proven',
    `${OWN}: expected a Full account, found a Trial account`,
  ],
];
