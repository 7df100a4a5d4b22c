import { declaredAccount } from '../facts/account-facts.ts';
import { credentialProof } from '../facts/credential-proof.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { isExplained } from '../facts/follow-up-answers.ts';
import { rotationUnderWay } from '../facts/rotation.ts';
import { holdsOtherSid } from '../facts/secret-account.ts';
import type { CauseId } from '../model/cause-id.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AccountStatus } from '../model/expectation.ts';
import type { TwilioReply } from '../model/ports.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';

/** The account's own status says so: read by the credential itself or by the auditor. */
function statusCause(id: CauseId, status: Exclude<AccountStatus, 'active'>): Cause {
  return {
    id,
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const facts = declaredAccount(context.evidence);
      if (!facts.known || facts.account.status !== status) return undefined;
      return {
        explains: 'fail',
        confidence: 'proven',
        summary: `Twilio account ${facts.account.sid} is ${status}`,
        evidence: [`the Account resource of ${facts.account.sid} says status ${status}`],
        remediation: steps(context, status),
        helpUrl: HELP.account,
      };
    },
  };
}

const suspendedByStatus = statusCause('account.suspended', 'suspended');

/** Twilio's codes for an inactive account (20005, 20403, 10001, 90010) do not tell suspended from closed. */
export const accountSuspended: Cause = {
  id: 'account.suspended',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const byStatus = suspendedByStatus.diagnose(context);
    if (byStatus !== undefined) return byStatus;
    const proof = credentialProof(context.evidence);
    const facts = declaredAccount(context.evidence);
    if (proof.outcome === 'rejected' && !facts.known) return unseenAccount(context, proof.by);
    if (proof.outcome !== 'inactive' || (facts.known && facts.account.status === 'closed')) {
      return undefined;
    }
    return {
      explains: 'fail',
      confidence: 'likely',
      summary: `Twilio account ${refusedAccount(context.evidence)} is probably suspended`,
      evidence: [
        describeExchange(proof.by),
        ...(facts.known ? ['the auditor read status active: it may have changed just now'] : []),
      ],
      remediation: steps(context, 'suspended'),
      helpUrl: HELP.twilio20005,
    };
  },
};

/** A suspended account's credential may be answered like a wrong one, and nobody could read this account. */
function unseenAccount(context: DiagnosisContext, reply: TwilioReply): Finding | undefined {
  const { evidence } = context;
  // The credential of another account says nothing about this one.
  if (isExplained(evidence) || holdsOtherSid(evidence)) return undefined;
  if (rotationUnderWay(evidence) !== undefined) return undefined;
  return {
    explains: 'fail',
    confidence: 'possible',
    summary: `Twilio account ${refusedAccount(evidence)} may be suspended`,
    evidence: [describeExchange(reply), 'nobody could read the account itself'],
    remediation: steps(context, 'suspended'),
    helpUrl: HELP.twilio20005,
  };
}

/** An Auth Token was tried at its own account, an API key at the declared one. */
function refusedAccount({ parse, expectation }: Evidence): string {
  return parse?.outcome === 'parsed' && parse.credential.kind === 'auth-token'
    ? parse.credential.accountSid
    : expectation.account.sid;
}

export const accountClosed: Cause = statusCause('account.closed', 'closed');

function steps(context: DiagnosisContext, status: 'suspended' | 'closed'): Finding['remediation'] {
  const { evidence } = context;
  const again = { text: 'Check again.', command: commands.verifyAgain(evidence) };
  if (status === 'closed') {
    return [
      { text: 'A closed account is deleted after 30 days and cannot be used: create a new one.' },
      {
        text: 'Declare the new account, then store its credential.',
        command: commands.putSecretValue(evidence),
      },
      again,
    ];
  }
  return [
    {
      text: "Look at the account's balance and notices in the Twilio Console (and its parent's: a suspended parent suspends its subaccounts).",
    },
    { text: 'Re-activate it in the Console, or as its parent by setting Status=active.' },
    again,
  ];
}
