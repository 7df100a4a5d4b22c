import { accountActive } from '../checks/account-active.ts';
import { accountParent } from '../checks/account-parent.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** The environment's own secret was read; Secrets Manager gave no usable answer for the auditor's. */
export const auditorUnread: Cause = {
  id: 'aws.unavailable',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence } = context;
    const { auditor, secret } = evidence;
    if (secret.outcome === 'failed' || auditor.state !== 'unusable') return undefined;
    if (!isAccountOpen(context) || auditor.failure !== 'unavailable') return undefined;
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

/** What only the auditor may see of the account was not judged. */
export function isAccountOpen(context: DiagnosisContext): boolean {
  return [accountParent, accountActive].some(
    (check) => checkThat(context, check, 'inconclusive') !== undefined,
  );
}
