import { HELP } from '../../functions/domain/causes/help-urls.ts';
import {
  CORRECT_PARENT,
  DECLARE_SHARED,
  LOOK_AT_BALANCE,
} from '../../functions/domain/causes/steps.ts';
import { ACCOUNT_STATUS, CHECK_AGAIN, LIST_VERSIONS, STORE_IT } from './placeholder-steps.ts';
import { RESOURCE_CHECKS, type RunbookEntries } from './runbook-entry.ts';

/** The credential works, and is not this environment's, or its account is not in order. */
export const ENVIRONMENT_ENTRIES: RunbookEntries = {
  'environment.wrong-account': {
    title: "the credential is another account's",
    checks: ['account.identity', ...RESOURCE_CHECKS],
    helpUrl: HELP.twilio20003,
    means:
      "The environment would act as another account. Production with staging's credential sends from the wrong numbers, or fails where the numbers are not; staging with production's may call real customers. Two swapped secrets show in both environments.",
    proof:
      "Proven when Twilio serves the credential as another account (its own account resource, the key's `whoami`, or the phone numbers of another declared environment), or when the value is that of the other environment's secret. Likely when only the SID in the secret says so.",
    ruledOutBy:
      'Twilio lists the phone numbers of the declared account for the key, or refuses the key everywhere.',
    steps: [
      {
        text: 'See when both secrets last changed: the named environment may hold the other half of a swap.',
        command: LIST_VERSIONS,
      },
      {
        text: 'Store the credential of the declared account. Never copy between environments to fix it: create a new key where in doubt.',
      },
      STORE_IT,
      CHECK_AGAIN,
    ],
    avoid:
      'Name keys after their environment. Let every pipeline write only the secret of its own environment (a role per environment).',
  },
  'environment.wrong-parent': {
    title: 'the account belongs to another parent than declared',
    checks: ['account.parent'],
    helpUrl: HELP.subaccounts,
    means:
      "The account is the declared one, its owner is not. Billing, suspension and the parent's credentials are then those of another owner.",
    proof:
      'Proven by `owner_account_sid` of the account resource, read by the credential itself or by the auditor.',
    ruledOutBy:
      'An account that no credential at hand can read is not judged: the check is skipped, with its reason.',
    steps: [
      { text: 'See who owns the account.', command: ACCOUNT_STATUS },
      CORRECT_PARENT,
      STORE_IT,
      CHECK_AGAIN,
    ],
    avoid:
      'Declare `account.parentSid` for every environment, and copy SIDs from the Console of the parent.',
  },
  'environment.shared-credential': {
    title: 'two environments use the same account, key or secret value',
    checks: ['environment.isolation'],
    helpUrl: HELP.subaccounts,
    means:
      'What one environment does, it does as the other: limits, logs and a leak are shared, and a rotation breaks both.',
    proof:
      'Proven by comparing fingerprints of both secrets. They are keyed, made anew for each run, and never leave memory.',
    ruledOutBy: 'Environments that declare `account.shared` are not compared.',
    steps: [
      {
        text: 'See which secret changed last: that one is probably the copy.',
        command: LIST_VERSIONS,
      },
      {
        text: 'Create an account and a key for the environment that has none of its own.',
      },
      DECLARE_SHARED,
      STORE_IT,
      CHECK_AGAIN,
    ],
    avoid:
      'Create a subaccount and a key as part of creating an environment. Never start from the copy of a secret.',
  },
  'account.suspended': {
    title: 'the Twilio account is suspended',
    checks: ['account.active', 'credential.accepted', 'webhook.auth-token'],
    helpUrl: HELP.twilio20005,
    means:
      "Twilio refuses everything in this account. The credential may be right: a suspended account's credential can be answered like a wrong one. A new credential would not help.",
    proof:
      "Proven by the account's own status, read by the credential or the auditor. Likely by Twilio's code for an inactive account (20005, 20403, 10001, 90010). Possible where a rejection is all there is and the account could not be read.",
    ruledOutBy:
      'The account resource says `active`. Declare an auditor, and this is never left open.',
    steps: [
      { text: 'See the status.', command: ACCOUNT_STATUS },
      LOOK_AT_BALANCE,
      {
        text: 'Re-activate it, as the parent, once the reason is gone.',
        command: 'twilio api:core:accounts:update --sid ACCOUNT_SID --status active',
      },
      CHECK_AGAIN,
    ],
    avoid:
      'Turn on auto-recharge and low-balance notices. Send notices of Twilio to a mailbox that is read.',
  },
  'account.closed': {
    title: 'the Twilio account is closed',
    checks: ['account.active', 'credential.accepted'],
    helpUrl: HELP.account,
    means:
      'The account cannot be used again, and Twilio deletes it 30 days after it was closed. Its numbers may be lost.',
    proof: "Proven by the account's own status.",
    ruledOutBy:
      'After 30 days Twilio does not find the account: the cause is then [twilio.unexpected-response](#twiliounexpected-response) (20404).',
    steps: [
      {
        text: 'See the status, and since when. Within the 30 days, ask Twilio support at once.',
        command: ACCOUNT_STATUS,
      },
      { text: 'Create a new account, declare it in `environments.ENVIRONMENT.account`, deploy.' },
      STORE_IT,
      CHECK_AGAIN,
    ],
    avoid: 'Suspend accounts that seem unused, and close them only after a month without use.',
  },
  'account.trial': {
    title: 'the account is of another type than declared',
    checks: ['account.active', 'test-call'],
    helpUrl: HELP.account,
    means:
      'Usually a trial account where a full one is declared: it may call verified numbers only, and plays a notice first.',
    proof: 'Proven by `type` of the account resource, compared with `account.type`.',
    ruledOutBy: 'Without `account.type` in the configuration nothing is compared.',
    steps: [
      { text: 'See the type.', command: ACCOUNT_STATUS },
      {
        text: 'Upgrade the account in the Twilio Console, or correct `account.type`. No full account becomes a trial one.',
      },
      CHECK_AGAIN,
    ],
    avoid: 'Declare `"type": "Full"` for production.',
  },
  'region.mismatch': {
    title: 'the credential is of another Twilio Region',
    checks: ['credential.accepted'],
    helpUrl: HELP.regions,
    means:
      'A Twilio credential is valid only in the Region where it was created; the Account SID is the same everywhere. In the declared Region it is rejected like a wrong one.',
    proof: "Proven by the same question on another Region's own host: it is accepted there.",
    ruledOutBy: 'Every other Region (us1, ie1, au1) rejects it too.',
    steps: [
      {
        text: 'See in which Region the application calls Twilio (`TWILIO_REGION` and `TWILIO_EDGE`: libraries need both).',
      },
      {
        text: 'If the application is right, declare `"twilioRegion"` accordingly and deploy. Otherwise create a credential in the declared Region; the Console has a Region switch above the keys.',
      },
      STORE_IT,
      CHECK_AGAIN,
    ],
    avoid:
      'Keep `twilioRegion` in the configuration and the Region of the application in one place.',
  },
};
