import { type EnvironmentFindings, openFindings } from '../checks/audit/audit-verdict.ts';
import type { Alert } from '../model/alert.ts';
import { type AuditFinding, NOT_KNOWN } from '../model/audit-finding.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { shortSids } from '../text/short-sid.ts';
import { attributeName, MAX_DEFAULT, shortName, smsSegment, subjectLine } from './email-sms.ts';
import { STATUS_WORDS } from './status-words.ts';

const MAX_LINE = 600;
/** With lines of 600 the email stays far below SNS's 262,144 bytes. */
const MOST_LINES = 20;

/**
 * The alert for one environment whose keys were audited: what is worst first, every finding that is not
 * good, what no audit can tell, and how to look again. Its `cause` is the check of the worst finding.
 * Undefined where the verdict is neither fail nor inconclusive: a warning is only in the audit's own answer.
 */
export function auditAlert(given: EnvironmentFindings, startedAt: string): Alert | undefined {
  const environment = plainCopy(given);
  const { name, verdict, findings } = environment;
  const open = openFindings(findings);
  const [worst] = open;
  if (worst === undefined || verdict === 'warn') return undefined;
  const email = truncateCodePoints(emailText(environment, worst, startedAt), MAX_LINE * 40);
  return {
    subject: subjectLine(opening(name, worst)),
    default: truncateCodePoints(email, MAX_DEFAULT),
    email,
    sms: smsSegment(opening(name, worst), ' See email.'),
    attributes: {
      environment: attributeName(environment),
      verdict,
      cause: worst.check,
      // Subscribers who want definite failures only select on it.
      severity: verdict === 'fail' ? 'critical' : 'warning',
    },
  };
}

function opening(name: string, { message, status }: AuditFinding): string {
  const qualifier = status === 'inconclusive' ? ' (inconclusive)' : '';
  return `KEY AUDIT ${shortName(name)}${qualifier}: ${shortSids(message)}`;
}

function emailText(
  { name, verdict, findings }: EnvironmentFindings,
  worst: AuditFinding,
  startedAt: string,
): string {
  const open = openFindings(findings);
  const hidden = open.length - MOST_LINES;
  return [
    line(`${name}: ${worst.message}`),
    `Verdict ${verdict} of the key audit of ${startedAt.slice(0, 10)}. No deployment is blocked by it.`,
    '',
    'What to look at:',
    ...open.slice(0, MOST_LINES).map(findingLine),
    ...(hidden > 0 ? [`- and ${hidden} more`] : []),
    '',
    NOT_KNOWN,
    '',
    `See everything: npx --no twilio-preflight audit --env ${name}`,
  ].join('\n');
}

function findingLine({ status, check, message }: AuditFinding): string {
  return line(`- ${STATUS_WORDS[status]} ${check}: ${message}`);
}

function line(text: string): string {
  return truncateCodePoints(text, MAX_LINE);
}
