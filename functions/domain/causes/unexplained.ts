import type { CheckReport } from '../model/report.ts';
import type { DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';

/**
 * What is said when no cause of the table fits: what failed, else what could not be judged, and what was
 * seen. It never accuses the credential.
 */
export function unexplained(context: DiagnosisContext): { cause: string; finding: Finding } {
  const { checks } = context;
  const failed = checks.find(({ status }) => status === 'fail');
  const first = failed ?? checks.find(({ status }) => status === 'inconclusive');
  const said = first?.message ?? 'no live check passed';
  return {
    cause: 'twilio.unexpected-response',
    finding: {
      explains: 'inconclusive',
      confidence: 'possible',
      summary: failed === undefined ? `could not verify it: ${said}` : said,
      evidence: checks.filter(isOpen).map((check) => `${check.id}: ${check.message}`),
      remediation: [{ text: 'Run the check again; if it stays, read the messages of its checks.' }],
      helpUrl: HELP.twilioStatus,
    },
  };
}

function isOpen({ status }: CheckReport): boolean {
  return status !== 'pass' && status !== 'skipped';
}
