import * as commands from '../../functions/domain/causes/commands.ts';
import {
  CORRECT_PARENT,
  DECLARE_SHARED,
  LOOK_AT_BALANCE,
} from '../../functions/domain/causes/steps.ts';
import {
  ACCOUNT_STATUS,
  ANY_PLACE,
  CHECK_AGAIN,
  LIST_VERSIONS,
  STORE_IT,
} from './placeholder-steps.ts';
import type { RunbookEntries } from './runbook-entry.ts';

/** The credential works, and is not this environment's, or its account is not in order. */
export const ENVIRONMENT_ENTRIES: RunbookEntries = {
  'environment.wrong-account': {
    title: "the credential is another account's",
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
  'test-call.failed': {
    title: 'the test call or message did not reach an expected state',
    means:
      "A real call or message of this deployment did not arrive, though the credential works: the application's would not either. Inconclusive: its end is not known, and no second one is placed for the execution.",
    proof:
      'Proven by the final state that Twilio gives, or by its refusal, with its error code. `sent` of a message is a warning: some carriers confirm nothing.',
    ruledOutBy:
      'A final state that `testCall.expect` names. A call that no one answered says nothing of the sender: let a machine answer.',
    steps: [
      {
        text: "Look up the error code: https://www.twilio.com/docs/api/errors. See the call or message in the Console's log.",
      },
      {
        text: 'Sender: see whether it is of the declared account (21660, 21210), registered (30032, 30034) and allowed to send to the country (21215, 21408).',
      },
      {
        text: 'Destination: correct `testCall.to`, which must answer (busy, no-answer, 30003 to 30006).',
      },
      {
        text: 'Retry the stage of the pipeline, which places one new call, or ask the deployed gate.',
        command: commands.testCallAgain(ANY_PLACE),
      },
    ],
    avoid: 'Declare `resources` with `sendsTo`: they find most of this without a call.',
  },
  'resource.missing': {
    title: 'a declared resource is not in the account',
    means:
      "The application would use a number, a service or an application that its account does not have: calls and messages fail with 21660, 21704, 20404 and the like, though the credential works. Another environment's SID in a release is the usual reason.",
    proof:
      'Proven by the account in the body, or by a 404 of Twilio; for a number by the whole list, compared exactly.',
    ruledOutBy:
      'A list that was not read to its end, or a resource that the credential may not read, is inconclusive and names no missing resource.',
    steps: [
      {
        text: 'See in the Console of the declared account whether the resource exists, and under which SID.',
      },
      {
        text: 'Correct `environments.NAME.resources`, or release what uses the resource again after it has been created.',
      },
      CHECK_AGAIN,
    ],
    avoid: 'Declare resources beside the code that uses them, and review both together.',
  },
  'resource.not-capable': {
    title: 'a declared resource cannot do what is declared',
    means:
      'The number is in the account and has no voice or no SMS, or a messaging service has no sender: what the application sends through it is refused.',
    proof: "Proven by Twilio's own `capabilities` of the number, or by empty lists of senders.",
    ruledOutBy: 'Lists of senders that were not read are inconclusive.',
    steps: [
      {
        text: 'Use a number that has the capability, or add a sender to the messaging service.',
      },
      { text: 'Declare only the capabilities that the application uses.' },
      CHECK_AGAIN,
    ],
    avoid: 'Buy numbers by the capabilities that are declared.',
  },
  'resource.not-ready': {
    title: 'a permission or registration that sending needs is missing',
    means:
      'The sender is there, and Twilio or the carriers refuse what it sends: a country is not permitted (21215, 21408), a campaign or brand is not approved (30034), or a toll-free number is not verified (30032).',
    proof: "Proven by Twilio's own answer about the permission, campaign, brand or verification.",
    ruledOutBy:
      'A state that is not known here is inconclusive; what the credential may not read is skipped. That a single number is registered with a campaign is shown in the Console only.',
    steps: [
      {
        text: 'Permit the country in the Console (Voice: Settings, Geo permissions; Messaging: Settings, Geo permissions).',
      },
      {
        text: 'For a campaign, brand or verification: see in the Console what Twilio asks for, and wait for the approval before the release.',
      },
      CHECK_AGAIN,
    ],
    avoid: 'Register senders in staging and production at the same time, weeks before the release.',
  },
  'account.profile-not-approved': {
    title: 'the primary compliance profile is not approved',
    means:
      'Reads answer 200, and Twilio refuses every call and message with 401, code 20003, "Primary compliance profile is not approved". The credential is good: no new key helps.',
    proof:
      "Proven by Trust Hub's status of the profile, or by Twilio's refusal of a call or message.",
    ruledOutBy: 'A profile is made at the parent account: that a subaccount has none says nothing.',
    steps: [
      { text: "Finish the profile in the Console's Trust Hub, at the parent account." },
      CHECK_AGAIN,
    ],
    avoid: 'Have the profile approved before the first release of a new account.',
  },
};
