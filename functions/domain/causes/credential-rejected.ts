import { answerMeaning } from '../facts/answers.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import { outcomeOf } from '../facts/follow-up-answers.ts';
import type { Credential } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { FollowUpRecord } from '../model/follow-up.ts';
import type { Confidence, RemediationStep } from '../model/report.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
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
      // While a rotation is under way it explains no more than that nothing could be checked.
      explains: facts.rotation === undefined ? 'fail' : 'inconclusive',
      confidence,
      summary: summaryOf(credential, confidence, refusal),
      evidence: [
        describeExchange(refusal),
        ...tokenEvidence(evidence),
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

function summaryOf(credential: Credential, confidence: Confidence, by: TwilioReply): string {
  if (credential.kind === 'oauth-client') {
    return by.kind === 'refusal' && by.isGrant === true
      ? 'Twilio gives the OAuth client no access token: deleted, or a wrong secret'
      : 'Twilio refuses the access token of the OAuth client for this account (20003)';
  }
  if (credential.kind === 'api-key') {
    return `Twilio rejects API key ${credential.apiKeySid} (20003): deleted, or a wrong secret`;
  }
  return `Twilio rejects the Auth Token (20003): it ${BE[confidence]} wrong, or rotated elsewhere`;
}

/** The account that an OAuth client's access token names; Twilio does not document it, so it proves nothing. */
function tokenEvidence({ probes }: Evidence): readonly string[] {
  const reply = probes['access-token'];
  const sid = reply?.kind === 'resource' ? reply.tokenAccountSid : undefined;
  return sid === undefined ? [] : [`its access token names account ${sid} (a hint only)`];
}

function accountEvidence({ facts: { account } }: DiagnosisContext): readonly string[] {
  if (!account.known) return [];
  const { sid, status = 'there' } = account.account;
  return [`account ${sid} is ${status}`];
}

function steps(context: DiagnosisContext, credential: Credential): readonly RemediationStep[] {
  const { evidence } = context;
  const renew = renewal(credential, evidence.expectation);
  return [
    seeLastChange(evidence),
    { text: renew },
    { text: 'Store it.', command: commands.putSecretValue(evidence) },
    checkAgain(evidence),
  ];
}

function renewal(
  credential: Credential,
  { account: { sid }, twilioRegion }: EnvironmentExpectation,
): string {
  const console = `In the Twilio Console of ${sid}`;
  switch (credential.kind) {
    case 'api-key':
      return `${console}, see whether key ${credential.apiKeySid} still exists (Region ${twilioRegion}): if it does, its secret is wrong, which Twilio shows only once; create a new key either way.`;
    case 'auth-token':
      return `${console}, copy the live Auth Token (Region ${twilioRegion}).`;
    case 'oauth-client':
      return `${console}, see whether OAuth app ${credential.clientId} still exists there: an app works in the account where it was created alone, and in none of its subaccounts. If it does, give it a new client secret.`;
  }
}
