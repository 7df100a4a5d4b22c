import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** The environment's own secret was read; Secrets Manager gave no usable answer for the auditor's. */
export const auditorUnread: Cause = {
  id: 'aws.unavailable',
  diagnose: ({ evidence, checks }: DiagnosisContext): Finding | undefined => {
    const { auditor, secret } = evidence;
    if (secret.outcome === 'failed' || auditor.state !== 'unusable') return undefined;
    const undecided = checks.some(
      ({ id, status }) =>
        status === 'inconclusive' && (id === 'account.parent' || id === 'account.active'),
    );
    if (!undecided || auditor.failure !== 'unavailable') return undefined;
    return {
      explains: 'inconclusive',
      confidence: 'likely',
      summary: 'Secrets Manager gave no usable answer for the auditor; the account was not judged',
      evidence: [`the auditor credential: ${auditor.reason}`],
      remediation: [
        { text: 'Look at the health of AWS in the Region, then run the check again.' },
        checkAgain(evidence),
      ],
      helpUrl: HELP.awsStatus,
    };
  },
};
