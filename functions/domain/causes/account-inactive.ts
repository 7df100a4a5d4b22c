import { describeExchange } from '../facts/describe-reply.ts';
import type { Evidence } from '../model/evidence.ts';
import type { AccountStatus } from '../model/expectation.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain, LOOK_AT_BALANCE } from './steps.ts';

/** The account's own status says so: read by the credential itself or by the auditor. */
function statusCause(id: string, status: Exclude<AccountStatus, 'active'>): Cause {
  return {
    id,
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const known = context.facts.account;
      if (!known.known || known.account.status !== status) return undefined;
      return {
        explains: 'fail',
        confidence: 'proven',
        summary: `Twilio account ${known.account.sid} is ${status}`,
        evidence: [`the Account resource of ${known.account.sid} says status ${status}`],
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
    const proof = context.facts.proof;
    const facts = context.facts.account;
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

/** A suspended account's credential may be answered like a wrong one, and no credential at hand could read this account. */
function unseenAccount(context: DiagnosisContext, reply: TwilioReply): Finding | undefined {
  const { evidence, facts } = context;
  // The credential of another account says nothing about this one.
  if (facts.isExplained || facts.holdsOtherSid) return undefined;
  if (facts.rotation !== undefined) return undefined;
  return {
    explains: 'fail',
    confidence: 'possible',
    summary: `Twilio account ${refusedAccount(evidence)} may be suspended`,
    evidence: [describeExchange(reply), 'the account itself could not be read'],
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
  const again = checkAgain(evidence);
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
    LOOK_AT_BALANCE,
    { text: 'Re-activate it in the Console, or as its parent by setting Status=active.' },
    again,
  ];
}
