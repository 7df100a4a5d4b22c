import { type CredentialProof, credentialProof } from '../../checks/credential-proof.ts';
import { sameSid } from '../../credential/same-sid.ts';
import type { DeclaredAccount, Evidence } from '../../evidence.ts';
import { describeInquiry } from '../../inquiry/describe-inquiry.ts';
import type { InquiryRecord } from '../../inquiry/inquiry.ts';
import { otherAccount } from '../../inquiry/other-account.ts';
import type { Confidence, RemediationStep } from '../../report/report.ts';
import { describeExchange } from '../../twilio/describe-reply.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from '../cause.ts';
import * as commands from '../commands.ts';
import { HELP } from '../help-urls.ts';

/**
 * The credential is for another account than declared; the environment is named when that account is
 * declared. Proven when Twilio showed it, or the value is that of the named environment's secret;
 * likely when only the SID in the secret says so.
 */
export const environmentWrongAccount: Cause = {
  id: 'environment.wrong-account',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence } = context;
    const check = checkThat(context, 'account.identity', 'fail');
    if (check === undefined) return undefined;
    const proof = credentialProof(evidence);
    const confidence = confidenceOf(proof, evidence);
    return {
      explains: 'fail',
      confidence,
      summary: summaryOf(evidence, proof, confidence),
      evidence: [
        `declared: ${check.expected}; the credential is for: ${check.found}`,
        ...(proof.outcome === 'not-asked' ? [] : [describeExchange(proof.by)]),
        ...evidence.inquiries.filter(isAccepted).map(describeInquiry),
      ],
      remediation: steps(evidence, proof),
      helpUrl: HELP.twilio20003,
    };
  },
};

function isAccepted({ outcome }: InquiryRecord): boolean {
  return outcome.kind === 'accepted';
}

function confidenceOf(proof: CredentialProof, evidence: Evidence): Confidence {
  if (proof.outcome === 'proven' || proof.outcome === 'test-credentials') return 'proven';
  if (otherAccount(evidence) !== undefined) return 'proven';
  const owner = heldAccount(evidence).owner?.name;
  const copied = evidence.neighbours.some(
    (one) =>
      one.name === owner && one.outcome === 'compared' && one.common.includes('secret value'),
  );
  return copied ? 'proven' : 'likely';
}

function summaryOf(evidence: Evidence, proof: CredentialProof, confidence: Confidence): string {
  const { sid, owner, isDeclared } = heldAccount(evidence);
  const whose = owner === undefined ? `of undeclared account ${sid}` : `of ${owner.name} (${sid})`;
  if (isDeclared)
    return 'its API key is of another account: Twilio lets it read this one, not use it';
  if (isKeyOfDeclared(evidence, proof))
    return `its API key is right, its Account SID is that ${whose}`;
  return `its credential is ${confidence === 'proven' ? '' : 'probably '}that ${whose}`;
}

function steps(evidence: Evidence, proof: CredentialProof): readonly RemediationStep[] {
  const { account, secret } = evidence.expectation;
  const mend = isKeyOfDeclared(evidence, proof)
    ? `Put Account SID ${account.sid} beside the API key in ${secret.id}.`
    : `Store a credential of account ${account.sid} itself in ${secret.id}.`;
  return [
    {
      text: 'See when the current version was stored; another environment may hold the other half of a swap.',
      command: commands.listSecretVersions(evidence),
    },
    { text: mend, command: commands.putSecretValue(evidence) },
    { text: 'Check again.', command: commands.verifyAgain(evidence) },
  ];
}

/** A key that lists the declared account's numbers belongs there, whatever SID stands beside it. */
function isKeyOfDeclared({ expectation }: Evidence, proof: CredentialProof): boolean {
  return proof.outcome === 'proven' && proof.accountSid === expectation.account.sid;
}

interface HeldAccount {
  readonly sid: string;
  readonly owner: DeclaredAccount | undefined;
  readonly isDeclared: boolean;
}

function heldAccount(evidence: Evidence): HeldAccount {
  const { declared, expectation } = evidence;
  const sid = otherAccount(evidence) ?? heldSid(evidence) ?? expectation.account.sid;
  return {
    sid,
    owner: declared.find((one) => sameSid(one.accountSid, sid)),
    isDeclared: sameSid(sid, expectation.account.sid),
  };
}

function heldSid({ parse }: Evidence): string | undefined {
  if (parse?.outcome === 'parsed') return parse.credential.accountSid;
  return parse?.outcome === 'malformed' ? parse.sids.accountSid : undefined;
}
