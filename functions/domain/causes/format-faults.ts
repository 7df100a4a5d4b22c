import { credentialFormat } from '../checks/credential-format.ts';
import { webhookAuthToken } from '../checks/webhook-auth-token.ts';
import { sameSid } from '../credential/same-sid.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { outcomeOf } from '../facts/follow-up-answers.ts';
import { urlFault } from '../facts/probe-answer.ts';
import { isTheCredential } from '../facts/secret-facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { FollowUpOutcome } from '../model/follow-up.ts';
import type { FormatFault, FormatIssue } from '../model/format-issue.ts';
import { repaired } from '../questions/further/repaired.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/**
 * The step that fixes the form, by its cause; the runbook shows the same. In the order in which they must
 * be fixed: a swapped pair also looks malformed.
 */
export const FORM_FIXES = {
  'credential.placeholder':
    'Put in the value from the Twilio Console: the value was never filled in.',
  'credential.swapped': 'Put every value into the field of its name.',
  'credential.api-key-as-account':
    'Put the Account SID (AC…) into the account field, the API Key SID (SK…) into the key field.',
  'credential.mixed':
    'Store an API Key SID with its own secret, or an Account SID with its Auth Token.',
  'credential.whitespace':
    'Store the value again without the surplus characters (mind editors and echo, which add a newline).',
  'credential.malformed': 'Copy the whole value again from the Twilio Console.',
} as const;

type FormCauseId = keyof typeof FORM_FIXES;

/** Every fault belongs to a cause: the compiler asks for a new one's. */
const CAUSE_OF_FAULT: Readonly<Record<FormatFault, FormCauseId>> = {
  placeholder: 'credential.placeholder',
  empty: 'credential.placeholder',
  swapped: 'credential.swapped',
  'sid-as-token': 'credential.swapped',
  'api-key-as-account': 'credential.api-key-as-account',
  'token-as-key-secret': 'credential.mixed',
  whitespace: 'credential.whitespace',
  'literal-newline': 'credential.whitespace',
  quotes: 'credential.whitespace',
  'other-value': 'credential.malformed',
  'wrong-length': 'credential.malformed',
  'wrong-characters': 'credential.malformed',
  'not-a-string': 'credential.malformed',
  'letter-case': 'credential.malformed',
  ambiguous: 'credential.malformed',
  'other-url': 'credential.malformed',
};

const FROM_FILE =
  'credentials.json is the whole secret as JSON: check it with verify --local-secret credentials.json before, and delete it after.';

const ASKABLE_URL =
  'Store a read-only URL of Twilio that the key may call as validationUrl, or none and declare it as probe.';

const STORE_ONCE = 'Store every value once, in one field, as the Twilio Console shows it.';

const FIX_OF_FAULT: Readonly<Partial<Record<FormatFault, string>>> = {
  ambiguous: STORE_ONCE,
  'other-url': ASKABLE_URL,
};

/** One cause per family of format faults. The form makes it likely; the cleaned value's success proves it. */
export const FORMAT_CAUSES: readonly Cause[] = (Object.keys(FORM_FIXES) as FormCauseId[]).map(
  formatCause,
);

function formatCause(id: FormCauseId): Cause {
  return {
    id,
    failureType: 'ConfigurationError',
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const issues = formatFailures(context.evidence).filter(
        (one) => CAUSE_OF_FAULT[one.fault] === id,
      );
      const first = issues[0];
      if (first === undefined) return undefined;
      return {
        explains: 'fail',
        confidence: first.fault === 'other-url' || isProven(context.evidence) ? 'proven' : 'likely',
        summary: first.message,
        evidence: [
          ...issues.map((issue) => issue.message),
          ...describeRepaired(outcomeOf(context.evidence, repaired.id)),
        ],
        remediation: steps(context, FIX_OF_FAULT[first.fault] ?? FORM_FIXES[id]),
        helpUrl: HELP.secretFormat,
      };
    },
  };
}

/** Repaired it works as the declared account; as another one's, its form is not what is wrong first. */
function isProven(evidence: Evidence): boolean {
  const outcome = outcomeOf(evidence, repaired.id);
  return (
    outcome?.kind === 'accepted' && sameSid(outcome.accountSid, evidence.expectation.account.sid)
  );
}

function describeRepaired(outcome: FollowUpOutcome | undefined): readonly string[] {
  if (outcome?.kind === 'accepted') {
    return [`Twilio accepts it once that is fixed: ${describeExchange(outcome.reply)}`];
  }
  if (outcome?.kind !== 'refused') return [];
  return [`Twilio refuses it also once that is fixed: ${describeExchange(outcome.reply)}`];
}

/** Odd, but not against the form: Twilio may accept it. Explains a warning and nothing worse. */
export const formatWarning: Cause = {
  id: 'credential.malformed',
  failureType: 'ConfigurationError',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const check =
      checkThat(context, credentialFormat, 'warn') ?? checkThat(context, webhookAuthToken, 'warn');
    if (check === undefined) return undefined;
    return {
      explains: 'warn',
      confidence: 'possible',
      summary: check.message,
      evidence: [check.message],
      remediation: steps(context, STORE_ONCE),
      helpUrl: HELP.secretFormat,
    };
  },
};

/** Of the credential, and of the Auth Token for webhooks where one is declared beside it. */
function formatFailures(evidence: Evidence): readonly Omit<FormatIssue, 'field'>[] {
  const { expectation, parse, authToken } = evidence;
  const own = parse?.outcome === 'malformed' ? parse.issues : [];
  if (parse?.outcome === 'parsed' && isProven(evidence)) {
    // Twilio refused it as it is: what would be an oddity is the fault.
    return parse.warnings.filter(({ fault }) => fault === 'letter-case');
  }
  const isBeside = expectation.webhookAuthToken === true && !isTheCredential(evidence);
  const beside = isBeside && authToken?.outcome === 'malformed' ? authToken.issues : [];
  const url = urlFault(evidence);
  return [...own, ...beside, ...(url === undefined ? [] : [url])].filter(
    ({ severity }) => severity === 'fail',
  );
}

function steps({ evidence }: DiagnosisContext, fix: string): Finding['remediation'] {
  return [
    { text: `${fix} ${FROM_FILE}`, command: commands.putSecretValue(evidence) },
    checkAgain(evidence),
  ];
}
