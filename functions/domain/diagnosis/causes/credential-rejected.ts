import { declaredAccount } from '../../checks/account-facts.ts';
import { credentialProof } from '../../checks/credential-proof.ts';
import type { Credential } from '../../credential/credential.ts';
import { describeInquiry } from '../../inquiry/describe-inquiry.ts';
import { nextInquiry } from '../../inquiry/next-inquiry.ts';
import type { Confidence, RemediationStep } from '../../report/report.ts';
import { describeExchange } from '../../twilio/describe-reply.ts';
import type { Cause, DiagnosisContext, Finding } from '../cause.ts';
import * as commands from '../commands.ts';
import { HELP } from '../help-urls.ts';

/** Twilio's parsed 20003, and nothing in the evidence explains it better. */
export const credentialRejected: Cause = {
  id: 'credential.rejected',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence } = context;
    const proof = credentialProof(evidence);
    if (proof.outcome !== 'rejected' || evidence.parse?.outcome !== 'parsed') return undefined;
    if (evidence.inquiries.some(({ outcome }) => outcome.kind === 'accepted')) return undefined;
    const confidence = confidenceOf(context);
    return {
      explains: 'fail',
      confidence,
      summary: summaryOf(evidence.parse.credential, confidence),
      evidence: [
        describeExchange(proof.by),
        ...accountEvidence(context),
        ...evidence.inquiries.map(describeInquiry),
      ],
      remediation: steps(context, evidence.parse.credential),
      helpUrl: HELP.twilio20003,
    };
  },
};

/** Proven only when the account is seen to be active and every other explanation was asked and fell. */
function confidenceOf({ evidence }: DiagnosisContext): Confidence {
  const open = evidence.inquiries.some(
    ({ id, outcome }) => id !== 'secret-metadata' && outcome.kind === 'undecided',
  );
  const asked = evidence.inquiries.length > 0 && nextInquiry(evidence) === undefined;
  return declaredAccount(evidence).known && asked && !open ? 'proven' : 'likely';
}

function summaryOf(credential: Credential, confidence: Confidence): string {
  if (credential.kind === 'api-key') {
    return `Twilio rejects API key ${credential.apiKeySid} (20003): deleted, or a wrong secret`;
  }
  const is = confidence === 'proven' ? 'is' : 'is probably';
  return `Twilio rejects the Auth Token (20003): it ${is} wrong, or rotated elsewhere`;
}

function accountEvidence(context: DiagnosisContext): readonly string[] {
  const facts = declaredAccount(context.evidence);
  return facts.known ? [`account ${facts.account.sid} is ${facts.account.status}`] : [];
}

function steps(context: DiagnosisContext, credential: Credential): readonly RemediationStep[] {
  const { evidence } = context;
  const region = evidence.expectation.twilioRegion;
  const renew =
    credential.kind === 'api-key'
      ? `In the Twilio Console of ${evidence.expectation.account.sid}, see whether key ${credential.apiKeySid} still exists (Region ${region}): if it does, its secret is wrong, which Twilio shows only once; create a new key either way.`
      : `In the Twilio Console of ${evidence.expectation.account.sid}, copy the live Auth Token (Region ${region}).`;
  return [
    {
      text: 'See when the secret last changed: a rotation may have reached Twilio or the secret only.',
      command: commands.listSecretVersions(evidence),
    },
    { text: renew },
    { text: 'Store it.', command: commands.putSecretValue(evidence) },
    { text: 'Check again.', command: commands.verifyAgain(evidence) },
  ];
}
