import type { CheckReport } from '../model/report.ts';
import type { DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';

/**
 * What is said when no cause of the table fits: what was seen, and that it could not be judged. It blocks
 * like any inconclusive verdict, and never accuses the credential.
 */
export function unexplained(context: DiagnosisContext): { cause: string; finding: Finding } {
  const open = context.checks.filter(isOpen);
  return {
    cause: 'twilio.unexpected-response',
    finding: {
      explains: 'inconclusive',
      confidence: 'possible',
      summary: `could not verify it: ${open[0]?.message ?? 'no live check passed'}`,
      evidence: open.map((check) => `${check.id}: ${check.message}`),
      remediation: [{ text: 'Run the check again; if it stays, read the messages of its checks.' }],
      helpUrl: HELP.twilioStatus,
    },
  };
}

function isOpen({ status }: CheckReport): boolean {
  return status !== 'pass' && status !== 'skipped';
}
