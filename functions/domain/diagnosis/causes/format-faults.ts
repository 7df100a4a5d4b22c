import type { FormatFault, FormatIssue } from '../../credential/format-issue.ts';
import type { Evidence } from '../../evidence.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from '../cause.ts';
import type { CauseId } from '../cause-id.ts';
import * as commands from '../commands.ts';
import { HELP } from '../help-urls.ts';

interface FormatExplanation {
  readonly id: CauseId;
  readonly faults: readonly FormatFault[];
  readonly mend: string;
}

/** In the order in which they must be mended: a swapped pair also looks malformed. */
const EXPLANATIONS: readonly FormatExplanation[] = [
  {
    id: 'secret.missing-field',
    faults: ['empty'],
    mend: 'Fill the empty field with the value from the Twilio Console',
  },
  {
    id: 'credential.placeholder',
    faults: ['placeholder'],
    mend: 'Replace the placeholder by the value from the Twilio Console',
  },
  {
    id: 'credential.swapped',
    faults: ['swapped'],
    mend: 'Put every value into the field of its name',
  },
  {
    id: 'credential.api-key-as-account',
    faults: ['api-key-as-account'],
    mend: 'Put the Account SID (AC…) into the account field, the API Key SID (SK…) into the key field',
  },
  {
    id: 'credential.mixed',
    faults: ['token-as-key-secret'],
    mend: 'Store an API Key SID with its own secret, or an Account SID with its Auth Token',
  },
  {
    id: 'credential.whitespace',
    faults: ['whitespace', 'literal-newline'],
    mend: 'Store the value again without the surplus characters (mind editors and echo, which add a newline)',
  },
  {
    id: 'credential.malformed',
    faults: [
      'sid-as-token',
      'other-value',
      'quotes',
      'wrong-length',
      'wrong-characters',
      'not-a-string',
    ],
    mend: 'Copy the whole value again from the Twilio Console',
  },
];

/** One cause per family of format faults. The form makes it likely; only Twilio could prove it. */
export const FORMAT_CAUSES: readonly Cause[] = EXPLANATIONS.map(formatCause);

function formatCause({ id, faults, mend }: FormatExplanation): Cause {
  return {
    id,
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const issues = formatIssues(context.evidence).filter((one) => faults.includes(one.fault));
      const first = issues[0];
      if (first === undefined) return undefined;
      return {
        explains: 'fail',
        confidence: 'likely',
        summary: first.message,
        evidence: issues.map((issue) => issue.message),
        remediation: steps(context, `${mend}.`),
        helpUrl: HELP.secretFormat,
      };
    },
  };
}

/** Odd, but not against the form: Twilio may accept it. Explains a warning and nothing worse. */
export const formatWarning: Cause = {
  id: 'credential.malformed',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const check = checkThat(context, 'credential.format', 'warn');
    if (check === undefined) return undefined;
    return {
      explains: 'warn',
      confidence: 'possible',
      summary: check.message,
      evidence: [check.message],
      remediation: steps(context, 'Store the value as Twilio shows it.'),
      helpUrl: HELP.secretFormat,
    };
  },
};

function formatIssues(evidence: Evidence): readonly FormatIssue[] {
  return evidence.parse?.outcome === 'malformed' ? evidence.parse.issues : [];
}

function steps({ evidence }: DiagnosisContext, mend: string): Finding['remediation'] {
  return [
    { text: mend, command: commands.putSecretValue(evidence) },
    { text: 'Check again.', command: commands.verifyAgain(evidence) },
  ];
}
