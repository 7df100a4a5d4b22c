import { answerMeaning } from '../facts/answers.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import { outcomeOf } from '../facts/follow-up-answers.ts';
import type { Credential } from '../model/credential.ts';
import type { FollowUpRecord } from '../model/follow-up.ts';
import type { TwilioReply } from '../model/ports.ts';
import type { Confidence, RemediationStep } from '../model/report.ts';
import { describeFollowUp } from '../questions/further/describe-follow-up.ts';
import { remainingQuestions } from '../questions/further/further-questions.ts';
import { repaired } from '../questions/further/repaired.ts';
import { secretMetadata } from '../questions/further/secret-metadata.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain, seeLastChange } from './steps.ts';

/** Twilio's parsed 20003, and nothing in the evidence explains it better. */
export const credentialRejected: Cause = {
  id: 'credential.rejected',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence, facts } = context;
    const credential = facts.triedCredential;
    const refusal = refusalOf(facts);
    if (credential === undefined || refusal === undefined) return undefined;
    if (facts.isExplained || facts.isCopy) return undefined;
    const confidence = confidenceOf(context);
    return {
      // While a rotation is under way it explains no more than that nothing could be told.
      explains: facts.rotation === undefined ? 'fail' : 'inconclusive',
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

/** Twilio's 20003 for the credential as it stands, or for what it becomes once its form is fixed. */
function refusalOf({ evidence, proof }: Facts): TwilioReply | undefined {
  if (proof.outcome === 'rejected') return proof.by;
  const outcome = outcomeOf(evidence, repaired.id);
  if (outcome?.kind !== 'refused') return undefined;
  return answerMeaning(outcome.reply) === 'rejected' ? outcome.reply : undefined;
}

/**
 * Proven only when the account is seen to be active and every other explanation was asked and fell.
 * An inactive account, a rotation or a faulty form hides what the credential is worth: then it is no
 * more than possible.
 */
function confidenceOf({ evidence, facts }: DiagnosisContext): Confidence {
  const { account, rotation } = facts;
  if (evidence.parse?.outcome === 'malformed') return 'possible';
  const status = account.known ? account.account.status : undefined;
  if ((status ?? 'active') !== 'active' || rotation !== undefined) return 'possible';
  const open = evidence.followUps.some(leavesOpen);
  const asked = remainingQuestions(facts).length === 0;
  return status === 'active' && asked && !open ? 'proven' : 'likely';
}

function leavesOpen({ question, outcome }: FollowUpRecord): boolean {
  return outcome.kind === 'undecided' && question.kind !== secretMetadata.id.kind;
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

function accountEvidence({ facts: { account } }: DiagnosisContext): readonly string[] {
  if (!account.known) return [];
  const { sid, status = 'there' } = account.account;
  return [`account ${sid} is ${status}`];
}

function steps(context: DiagnosisContext, credential: Credential): readonly RemediationStep[] {
  const { evidence } = context;
  const region = evidence.expectation.twilioRegion;
  const renew =
    credential.kind === 'api-key'
      ? `In the Twilio Console of ${evidence.expectation.account.sid}, see whether key ${credential.apiKeySid} still exists (Region ${region}): if it does, its secret is wrong, which Twilio shows only once; create a new key either way.`
      : `In the Twilio Console of ${evidence.expectation.account.sid}, copy the live Auth Token (Region ${region}).`;
  return [
    seeLastChange(evidence),
    { text: renew },
    { text: 'Store it.', command: commands.putSecretValue(evidence) },
    checkAgain(evidence),
  ];
}
