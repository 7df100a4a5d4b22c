import { answerMeaning } from '../facts/answer-meaning.ts';
import { describeReply } from '../facts/describe-reply.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';

/** The environment's own credential is fine; what the auditor should have told is missing. */
export const auditorBlind: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: ({ evidence, checks }: DiagnosisContext): Finding | undefined => {
    // Where AWS gave neither secret, AWS is what there is to tell of.
    if (evidence.secret.outcome === 'failed') return undefined;
    const undecided = checks.some(
      ({ id, status }) =>
        status === 'inconclusive' && (id === 'account.parent' || id === 'account.active'),
    );
    const why = undecided ? whyBlind(evidence) : undefined;
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
        { text: 'Check again.', command: commands.verifyAgain(evidence) },
      ],
      helpUrl: HELP.subaccounts,
    };
  },
};

function whyBlind(evidence: Evidence): string | undefined {
  if (evidence.auditor.state === 'unusable') {
    // An outage of AWS says nothing about the auditor; `auditorUnread` tells of it.
    return evidence.auditor.failure === 'unavailable' ? undefined : evidence.auditor.reason;
  }
  const audited = evidence.probes['audited-account'];
  if (audited === undefined) return undefined;
  switch (answerMeaning(audited)) {
    case 'rejected':
    case 'test-credentials':
    case 'inactive':
    case 'no-permission':
    case 'not-found':
      return describeReply(audited);
    // Twilio's trouble, or a reply that is nobody's account: the outage causes tell of it.
    case 'resource':
    case 'rate-limited':
    case 'unavailable':
    case 'unexpected':
    case 'no-answer':
      return undefined;
  }
}
