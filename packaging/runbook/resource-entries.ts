import * as commands from '../../functions/domain/causes/commands.ts';
import { HELP } from '../../functions/domain/causes/help-urls.ts';
import { ANY_PLACE, CHECK_AGAIN } from './placeholder-steps.ts';
import { RESOURCE_CHECKS, type RunbookEntries } from './runbook-entry.ts';

/** What the account holds is not as declared, or cannot be used as declared. */
export const RESOURCE_ENTRIES: RunbookEntries = {
  'test-call.failed': {
    title: 'the test call or message did not reach an expected state',
    checks: ['test-call'],
    helpUrl: HELP.twilioErrors,
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
    checks: RESOURCE_CHECKS,
    helpUrl: HELP.twilio20404,
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
    checks: RESOURCE_CHECKS,
    helpUrl: HELP.phoneNumbers,
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
    checks: ['resources.ready-to-send'],
    helpUrl: HELP.sending,
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
    checks: ['resources.ready-to-send', 'test-call'],
    helpUrl: HELP.trustHub,
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
