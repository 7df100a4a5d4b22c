import { declaredAccount } from '../facts/account-facts.ts';
import { answerMeaning } from '../facts/answer-meaning.ts';
import { credentialProof } from '../facts/credential-proof.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { isExplained, outcomeOf } from '../facts/follow-up-answers.ts';
import { rotationUnderWay } from '../facts/rotation.ts';
import { isCopyOfOther } from '../facts/secret-account.ts';
import { triedCredential } from '../facts/tried-credential.ts';
import type { Credential } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { FollowUpRecord } from '../model/follow-up.ts';
import type { TwilioReply } from '../model/ports.ts';
import type { Confidence, RemediationStep } from '../model/report.ts';
import { describeFollowUp } from '../questions/further/describe-follow-up.ts';
import { remainingQuestions } from '../questions/further/further-questions.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';

/** Twilio's parsed 20003, and nothing in the evidence explains it better. */
export const credentialRejected: Cause = {
  id: 'credential.rejected',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence } = context;
    const credential = triedCredential(evidence);
    const refusal = refusalOf(evidence);
    if (credential === undefined || refusal === undefined) return undefined;
    if (isExplained(evidence) || isCopyOfOther(evidence)) return undefined;
    const confidence = confidenceOf(context);
    return {
      // While a rotation is under way it explains no more than that nothing could be told.
      explains: rotationUnderWay(evidence) === undefined ? 'fail' : 'inconclusive',
      confidence,
      summary: summaryOf(credential, confidence),
      evidence: [
        describeExchange(refusal),
        ...accountEvidence(context),
        ...evidence.followUps.map(describeFollowUp),
      ],
      remediation: steps(context, credential),
      helpUrl: HELP.twilio20003,
    };
  },
};

/** Twilio's 20003 for the credential as it stands, or for what it becomes once its form is mended. */
function refusalOf(evidence: Evidence): TwilioReply | undefined {
  const proof = credentialProof(evidence);
  if (proof.outcome === 'rejected') return proof.by;
  const repaired = outcomeOf(evidence, { kind: 'repaired' });
  if (repaired?.kind !== 'refused') return undefined;
  return answerMeaning(repaired.reply) === 'rejected' ? repaired.reply : undefined;
}

/**
 * Proven only when the account is seen to be active and every other explanation was asked and fell.
 * An inactive account, a rotation or a faulty form hides what the credential is worth: then it is no
 * more than possible.
 */
function confidenceOf({ evidence, facts: known }: DiagnosisContext): Confidence {
  const facts = declaredAccount(evidence);
  if (evidence.parse?.outcome === 'malformed') return 'possible';
  const hidden = facts.known && facts.account.status !== 'active';
  if (hidden || rotationUnderWay(evidence) !== undefined) return 'possible';
  const open = evidence.followUps.some(leavesOpen);
  const asked = remainingQuestions(known).length === 0;
  return facts.known && asked && !open ? 'proven' : 'likely';
}

/** No answer, or one that contradicts the refusal: a key that works as the very account. */
function leavesOpen({ question, outcome }: FollowUpRecord): boolean {
  if (outcome.kind === 'undecided') return question.kind !== 'secret-metadata';
  return question.kind === 'whoami' && outcome.kind === 'accepted';
}

const BE: Readonly<Record<Confidence, string>> = {
  proven: 'is',
  likely: 'is probably',
  possible: 'may be',
};

function summaryOf(credential: Credential, confidence: Confidence): string {
  if (credential.kind === 'api-key') {
    return `Twilio rejects API key ${credential.apiKeySid} (20003): deleted, or a wrong secret`;
  }
  return `Twilio rejects the Auth Token (20003): it ${BE[confidence]} wrong, or rotated elsewhere`;
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
