import { HELP } from '../../functions/domain/causes/help-urls.ts';
import {
  makeCurrent,
  SEE_WHAT_IS_MISSING,
  seeLastChange,
  seeWhenStored,
  TAKE_PRIMARY_TOKEN,
} from '../../functions/domain/causes/steps.ts';
import {
  ACCOUNT_STATUS,
  ANY_PLACE,
  CHECK_AGAIN,
  CREATE_KEY,
  STORE_IT,
} from './placeholder-steps.ts';
import { RESOURCE_CHECKS, type RunbookEntries } from './runbook-entry.ts';

/** The credential has the right form, and Twilio's answer to it is not the expected one. */
export const CREDENTIAL_ANSWER_ENTRIES: RunbookEntries = {
  'credential.stale-version': {
    title: 'the newest version of the secret is rejected, the one before it works',
    checks: ['credential.accepted'],
    helpUrl: HELP.twilio20003,
    means:
      'An old or wrong value was stored over a good one. AWSCURRENT names the value that Twilio rejects, AWSPREVIOUS the one that it accepts. Or a rotation changed the value at Twilio and did not end: AWSPENDING holds the one that works, for more than a day. Running processes may still work with the good value; the next deploy or restart will not.',
    proof:
      'Proven by trying both versions: AWSCURRENT is rejected (20003), AWSPREVIOUS (or such an AWSPENDING) is accepted by the same question, as the declared account.',
    ruledOutBy:
      'AWSPREVIOUS is rejected too, is of another account, does not exist, or holds the same credential. An accepted AWSPENDING of a secret that changed within a day is [rotation.in-progress](#rotationin-progress).',
    steps: [
      makeCurrent(ANY_PLACE, { to: 'PREVIOUS_VERSION_ID', from: 'CURRENT_VERSION_ID' }),
      seeWhenStored(ANY_PLACE),
      CHECK_AGAIN,
    ],
    avoid:
      'Let Secrets Manager rotate the credential. Where people store values, verify the file first with `--local-secret`. Do not restore secrets from backups.',
  },
  'credential.rejected': {
    title: 'Twilio rejects the credential, and nothing explains it better',
    checks: ['credential.accepted', 'webhook.auth-token'],
    helpUrl: HELP.twilio20003,
    means:
      'The secret is wrong, the key was deleted, or the token was changed at Twilio and not in the secret. Every call of the application with this credential fails with 401.',
    proof:
      "Proven when Twilio itself wrote 401 with code 20003, the account is seen to be active, and every other explanation was asked for and fell: versions, other environments' accounts, other Regions. Likely where one of those could not be asked, and for the webhook Auth Token beside a key. Possible beside a fault that hides it: a faulty form, an inactive account.",
    ruledOutBy:
      'Any of those questions being answered with yes: see [credential.request-refused](#credentialrequest-refused), [credential.stale-version](#credentialstale-version), [rotation.in-progress](#rotationin-progress), [environment.wrong-account](#environmentwrong-account), [region.mismatch](#regionmismatch), [account.suspended](#accountsuspended).',
    steps: [
      seeLastChange(ANY_PLACE),
      {
        text: 'API key: see in the Twilio Console of the account whether the key still exists. If it does, its secret is wrong, and is shown nowhere: create a new key either way. Auth Token: copy the live one from the Console; for webhooks the primary one of the account itself, since only that one signs them.',
      },
      STORE_IT,
      CHECK_AGAIN,
    ],
    avoid:
      'Change a credential at Twilio and in the secret in one step: turn on the managed rotation. Delete a key only after every secret that holds it was replaced.',
  },
  'credential.test-credentials': {
    title: "the secret holds Twilio's test credentials",
    checks: ['credential.accepted', 'webhook.auth-token'],
    helpUrl: HELP.twilio20008,
    means:
      'The pair is right, and a test pair: it answers as if messages were sent and sends none. An application that only looks for errors would not notice.',
    proof: 'Proven by 403 with code 20008, which Twilio gives only to a valid test pair.',
    ruledOutBy:
      'An environment that declares `credential.kind` `test` is meant to hold them. Their form is that of live ones.',
    steps: [
      {
        text: 'Take the live credential of the declared account from the Twilio Console (not the one under "Test credentials").',
      },
      STORE_IT,
      CHECK_AGAIN,
    ],
    avoid: 'Use an API key: test credentials have none. Declare `kind: "test"` where they belong.',
  },
  'credential.insufficient-permission': {
    title: 'the credential may not do what the check, or the declaration, needs',
    checks: [
      'credential.accepted',
      'credential.key-type',
      ...RESOURCE_CHECKS,
      'resources.ready-to-send',
      'test-call',
    ],
    helpUrl: HELP.twilio70051,
    means:
      'A restricted key lacks a permission (70051, and 8021 of Verify, with the permission in the text), a key is of a narrower type than declared, or the auditor may not read the account. The first and the last say nothing against the credential itself: the verdict is inconclusive.',
    proof:
      'Proven where a key type is declared and another is shown, where a key works and lacks what a declared resource needs, or where nothing that it may read names its account. Likely with the sentence `required permission … is missing` of Twilio. Possible where only the auditor was denied.',
    ruledOutBy:
      '20003 on the account resource alone is how a Standard key answers, and no fault: its proof is the list of phone numbers.',
    steps: [
      {
        text: 'Restricted key: add the permissions that the report names to its policy in the Twilio Console. The key is proven by its declared `probe`, else by the `validationUrl` in its secret, else by `/twilio/phone-numbers/active-numbers/list`, else by a declared resource that it may read. A Standard key in its place would be allowed everything.',
      },
      {
        text: 'Wrong type: create a key of the declared type in the account itself, or correct `credential.keyType`.',
      },
      {
        text: "Auditor: its secret needs a Main key of the account, or the parent's Auth Token.",
        command: ACCOUNT_STATUS,
      },
      CHECK_AGAIN,
    ],
    avoid:
      'Give restricted keys the one permission that proves them, and `/twilio/iam/api-keys/read` (or an auditor): the report then names every permission that is missing, not only the first. Verify the auditor like any other credential after its rotation.',
  },
  'credential.request-refused': {
    title: 'Twilio accepts the credential and refuses one request with it',
    checks: [
      'webhook.auth-token',
      'account.identity',
      ...RESOURCE_CHECKS,
      'resources.ready-to-send',
      'test-call',
    ],
    helpUrl: HELP.twilio20003,
    means:
      'The credential works as the declared account, and Twilio answers 20003 to the request that would prove it. Twilio uses that code for more than a wrong credential: a compliance profile that is not approved, a policy, a limit of the account. Its text, in the report, says which. The application may meet the same refusal in its own requests, or only in some of them.',
    proof:
      'Proven by two answers: 401 with code 20003 to one request, and 200 to another that names the declared account as the one of this very credential.',
    ruledOutBy:
      'Twilio names another account for the credential: see [environment.wrong-account](#environmentwrong-account). It refuses the other request too: see [credential.rejected](#credentialrejected).',
    steps: [
      {
        text: "Read Twilio's text in the report. Do not create a new credential: Twilio would refuse its request as well.",
      },
      SEE_WHAT_IS_MISSING,
      CHECK_AGAIN,
    ],
    avoid:
      "Watch the account's notices and the state of its Trust Hub profiles; have them approved before the account goes live.",
  },
  'credential.secondary-token': {
    title: 'the Auth Token for webhooks is the secondary one, which signs nothing',
    checks: ['webhook.auth-token'],
    helpUrl: HELP.webhookSecurity,
    means:
      "An account has a second Auth Token while it is being rotated. Both authenticate, and Twilio signs webhooks with the primary one alone: an application that checks signatures with the secondary one refuses every webhook as forged. Calls to Twilio's API work, so nothing else shows it.",
    proof:
      "Proven by the Account resource, asked for with this token: Twilio answers, and shows another token as the account's own. The two are compared in memory and dropped; neither is kept or written anywhere.",
    ruledOutBy:
      'The account shows this very token. Where it shows none the check is skipped, with that reason; a version that is still AWSPENDING is meant to be the secondary one, until the rotation promotes it.',
    steps: [TAKE_PRIMARY_TOKEN, STORE_IT, CHECK_AGAIN],
    avoid:
      'Rotate an Auth Token in one step, at Twilio and in the secret: turn on the managed rotation. Promote a secondary token before the secret names it.',
  },
  'credential.over-privileged': {
    title: 'the credential can do more than was declared',
    checks: ['credential.reach', 'credential.key-type'],
    helpUrl: HELP.apiKeys,
    means:
      "Everything works, and too much does: a Main key where a Standard one was declared, or a credential that reads another environment's account. A parent's Auth Token reaches every subaccount.",
    proof:
      'Proven by a negative probe: Twilio serves what it should refuse. A Main key reads its account; a parent reads a subaccount. Likely where a key that is declared as Restricted reads its account, and its policy could not be read: only a policy tells the two apart.',
    ruledOutBy:
      'Twilio refuses the probe (401, 20003), as it does for a Standard key of the account itself.',
    steps: [
      {
        text: 'Create a Standard key in the subaccount itself: keys never cross accounts. In the Console, or (us1 only) by a command that asks for the Auth Token of that account and prints the secret of the key once.',
        command: CREATE_KEY,
      },
      STORE_IT,
      CHECK_AGAIN,
      {
        text: 'When nothing uses it any more, delete the Main key, or rotate the Auth Token that was spread.',
      },
    ],
    avoid:
      'One subaccount and one Standard key per environment. Keep parent Auth Tokens out of application secrets.',
  },
  'credential.audit': {
    title: 'the key works, and is not kept as declared',
    checks: ['key.present', 'key.age', 'key.label', 'key.stray', 'secret.rotation', 'secret.age'],
    helpUrl: HELP.apiKeys,
    means:
      "Nothing is broken: the gate is open. The key is older than `credential.maxAgeDays`, or its friendly name does not begin with `credential.labelPrefix`. An old key has been in more hands, and one without its environment's label is hard to place when it leaks.",
    proof:
      "Proven by Twilio's list of the account's keys, read by the auditor: creation date and friendly name stand there.",
    ruledOutBy:
      'A key that the list does not show is skipped here, with the reason: `npx --no twilio-preflight audit` reads the whole list.',
    steps: [
      {
        text: 'Create a new key with the declared label. In the Console, or (us1 only) by a command that asks for the Auth Token of that account and prints the secret of the key once; its FriendlyName must begin as declared.',
        command: CREATE_KEY,
      },
      STORE_IT,
      CHECK_AGAIN,
      {
        text: 'Delete the old key when nothing uses it any more. Twilio tells no last use: ask who made it.',
      },
    ],
    avoid:
      'Let Secrets Manager rotate the secret more often than `maxAgeDays`, with `friendlyNamePrefix` set to the declared prefix.',
  },
};
