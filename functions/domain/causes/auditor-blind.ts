import { isDenied } from '../facts/answers.ts';
import { describeReply } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import { isAccountOpen } from './auditor-unread.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** The environment's own credential is fine; the auditor did not show the account. */
export const auditorBlind: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence, facts } = context;
    // Where AWS gave neither secret, AWS is what there is to tell of.
    if (evidence.secret.outcome === 'failed' || facts.account.known) return undefined;
    const why = isAccountOpen(context) ? whyBlind(facts) : undefined;
    if (why === undefined) return undefined;
    return {
      explains: 'inconclusive',
      confidence: 'possible',
      summary: `the auditor credential cannot read the account: ${why}`,
      evidence: [why],
      remediation: [
        {
          text: 'Verify the secret declared as auditor: it should hold a Main key or the Auth Token of the account that owns this one.',
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.subaccounts,
    };
  },
};

function whyBlind({ evidence, answers }: Facts): string | undefined {
  if (evidence.auditor.state === 'unusable') {
    // An outage of AWS says nothing about the auditor: `auditorUnread` explains it.
    return evidence.auditor.failure === 'unavailable' ? undefined : evidence.auditor.reason;
  }
  const audited = answers['audited-account'];
  // An outage, or the resource of another account: the outage causes explain it.
  return audited !== undefined && isDenied(audited.by) ? describeReply(audited.by) : undefined;
}
