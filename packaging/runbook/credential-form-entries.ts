import { FORM_FIXES } from '../../functions/domain/causes/format-faults.ts';
import { HELP } from '../../functions/domain/causes/help-urls.ts';
import type { RemediationStep } from '../../functions/domain/model/report.ts';
import { CHECK_AGAIN, LIST_VERSIONS, PUT_VALUE, STORE_IT } from './placeholder-steps.ts';
import type { RunbookEntries } from './runbook-entry.ts';

const FORM_PROOF =
  'Likely by its form alone. Proven when the same value, fixed in memory, is accepted by Twilio as the declared account. Nothing is written.';

const VERIFY_FILE = {
  text: 'Check the fixed file before it is stored. AWS is not asked.',
  command: 'npx --no twilio-preflight verify --env ENVIRONMENT --local-secret credentials.json',
};

/** What a report of the cause says to do first. */
function formFix(id: keyof typeof FORM_FIXES): RemediationStep {
  return { text: FORM_FIXES[id] };
}

const SHOWN_ONCE: RemediationStep = {
  text: "An API key's secret is shown only once: create a new key if it is lost.",
};

const WHO_STORED_IT = {
  text: 'See which version is current, and since when.',
  command: LIST_VERSIONS,
};

/** The credential is there and does not have the form that it must have. */
export const CREDENTIAL_FORM_ENTRIES: RunbookEntries = {
  'credential.whitespace': {
    title: 'a value has white space, a line break or quotes around it',
    checks: ['credential.format', 'webhook.auth-token'],
    helpUrl: HELP.secretFormat,
    means:
      'The right value was stored with something around it: a newline from `echo` or an editor, a literal `\\n` from an env file, or quotes that were kept. Twilio answers as if the credential were wrong (401, 20003).',
    proof: FORM_PROOF,
    ruledOutBy:
      'Where Twilio rejects the cleaned value too, this is still likely, and must be fixed first; what else is wrong shows then.',
    steps: [formFix('credential.whitespace'), VERIFY_FILE, STORE_IT, CHECK_AGAIN],
    avoid:
      'Store secrets from a file that holds JSON. Do not paste values out of env files, chats or spreadsheets.',
  },
  'credential.swapped': {
    title: 'values stand in the fields of other values',
    checks: ['credential.format', 'webhook.auth-token'],
    helpUrl: HELP.secretFormat,
    means:
      'Each value may be right, but not where it is: a SID in the place of the secret, or the reverse. An application that reads the fields by name is rejected.',
    proof: FORM_PROOF,
    ruledOutBy:
      'A SID and an Auth Token have different forms, so a swap is seen in the form. Two values of the same form look alike: that is [credential.rejected](#credentialrejected).',
    steps: [formFix('credential.swapped'), VERIFY_FILE, STORE_IT, CHECK_AGAIN],
    avoid: 'Fill a template with field names; do not rely on the order of values.',
  },
  'credential.malformed': {
    title: 'a value has the wrong length or characters',
    checks: ['credential.format', 'webhook.auth-token'],
    helpUrl: HELP.secretFormat,
    means:
      'A value cannot be what its field says: cut off, pasted twice, upper case, or something else altogether. With a warning only, the form is odd and Twilio may accept it.',
    proof: FORM_PROOF,
    ruledOutBy:
      'Surplus characters around a whole value are [credential.whitespace](#credentialwhitespace); an example value is [credential.placeholder](#credentialplaceholder).',
    steps: [WHO_STORED_IT, formFix('credential.malformed'), VERIFY_FILE, STORE_IT, CHECK_AGAIN],
    avoid:
      'Let a program copy values (Terraform, the CLI), or use the copy button; do not select by hand.',
  },
  'credential.placeholder': {
    title: 'the value was never filled in',
    checks: ['credential.format', 'webhook.auth-token'],
    helpUrl: HELP.secretFormat,
    means:
      'The secret still holds an example, an empty text or something like `changeme`. It was created from a template, and was never finished.',
    proof:
      'Likely by the value itself: an empty text, repeated characters, or the words of a template. There is nothing that could be fixed and tried, so it is never proven by Twilio.',
    ruledOutBy: 'A value of the right form is tried at Twilio, whatever it looks like.',
    steps: [formFix('credential.placeholder'), SHOWN_ONCE, VERIFY_FILE, STORE_IT, CHECK_AGAIN],
    avoid:
      'Create the secret together with its value, or let a deploy to a new environment begin with the gate.',
  },
  'credential.api-key-as-account': {
    title: 'an API Key SID is where the Account SID belongs',
    checks: ['credential.format', 'webhook.auth-token'],
    helpUrl: HELP.secretFormat,
    means:
      '`SK…` was put into the account field. Client libraries refuse it (`accountSid must start with AC`), and Twilio finds no such account.',
    proof: FORM_PROOF,
    ruledOutBy: 'The prefix decides: an account is `AC…`, a key is `SK…`.',
    steps: [formFix('credential.api-key-as-account'), VERIFY_FILE, STORE_IT, CHECK_AGAIN],
    avoid:
      'Name the fields in full (`apiKeySid`, not `sid`), in the secret and in the application.',
  },
  'credential.mixed': {
    title: 'an API Key SID is beside an Auth Token',
    checks: ['credential.format', 'webhook.auth-token'],
    helpUrl: HELP.secretFormat,
    means:
      'The two halves are of two credentials. An Auth Token is the password of an Account SID; an API key has a secret of its own. Twilio rejects the pair.',
    proof: FORM_PROOF,
    ruledOutBy:
      'A mixed-case secret cannot be an Auth Token. A lower-case hexadecimal one nearly always is one.',
    steps: [formFix('credential.mixed'), SHOWN_ONCE, VERIFY_FILE, STORE_IT, CHECK_AGAIN],
    avoid: 'Replace a credential as a whole: never one half of it.',
  },
  'credential.wrong-kind': {
    title: 'the secret holds another kind of credential than declared',
    checks: ['credential.kind'],
    helpUrl: HELP.secretFormat,
    means:
      'The credential may work, but it is not what the environment is declared to use: an Auth Token, for example, where an API key was agreed on. It may reach further than it should.',
    proof:
      'Proven by comparing the kind in the secret with `credential.kind` in the configuration.',
    ruledOutBy:
      'Fields of two kinds in one secret: the declared kind is taken when it is complete.',
    steps: [
      {
        text: 'If the declaration is right, store a credential of the declared kind.',
        command: PUT_VALUE,
      },
      {
        text: 'If the application really uses the other kind, declare it in `environments.ENVIRONMENT.credential.kind`, have it reviewed, deploy.',
      },
      CHECK_AGAIN,
    ],
    avoid: 'Use an API key everywhere; keep Auth Tokens for webhook signatures.',
  },
};
