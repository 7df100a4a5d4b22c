import { sameSid } from '../credential/same-sid.ts';
import { type CredentialProof, credentialProof } from '../facts/credential-proof.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { otherAccount, outcomeOf } from '../facts/follow-up-answers.ts';
import { holdsOtherSid, isCopyOfOther, secretSid } from '../facts/secret-account.ts';
import { triedCredential } from '../facts/tried-credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { FollowUpRecord } from '../model/follow-up.ts';
import type { Confidence, RemediationStep } from '../model/report.ts';
import { describeFollowUp } from '../questions/further/describe-follow-up.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';

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
        ...evidence.followUps.filter(isAccepted).map(describeFollowUp),
      ],
      remediation: steps(evidence, proof),
      helpUrl: HELP.twilio20003,
    };
  },
};

function isAccepted({ outcome }: FollowUpRecord): boolean {
  return outcome.kind === 'accepted';
}

function confidenceOf(proof: CredentialProof, evidence: Evidence): Confidence {
  if (proof.outcome === 'proven' || proof.outcome === 'test-credentials') return 'proven';
  const shown = otherAccount(evidence) !== undefined || isOfDeclared(evidence, proof);
  return shown || isCopyOfOther(evidence) ? 'proven' : 'likely';
}

function summaryOf(evidence: Evidence, proof: CredentialProof, confidence: Confidence): string {
  const { sid, isDeclared } = shownAccount(evidence);
  if (isDeclared)
    return 'its API key is of another account: Twilio lets it read this one, not use it';
  const whose = `${ownerOf(sid, evidence)} (${sid})`;
  const thing = secretThing(evidence);
  if (isOfDeclared(evidence, proof))
    return `its ${thing} is right, its Account SID is that of ${whose}`;
  const what = holdsOtherSid(evidence) ? 'credential' : thing;
  return `its ${what} is ${confidence === 'proven' ? '' : 'probably '}that of ${whose}`;
}

function ownerOf(sid: string, { declared, expectation }: Evidence): string {
  const owner = declared.find((one) => sameSid(one.accountSid, sid));
  if (owner !== undefined) return owner.name;
  return expectation.account.parentSid === sid ? 'the parent account' : 'an undeclared account';
}

function secretThing(evidence: Evidence): string {
  return triedCredential(evidence)?.kind === 'auth-token' ? 'Auth Token' : 'API key';
}

function steps(evidence: Evidence, proof: CredentialProof): readonly RemediationStep[] {
  const { account, secret } = evidence.expectation;
  const mend = isOfDeclared(evidence, proof)
    ? `Put Account SID ${account.sid} beside the ${secretThing(evidence)} in ${secret.id}.`
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

/**
 * A key that lists the declared account's numbers belongs there, and so does a token that works as
 * that account, whatever SID stands beside it.
 */
function isOfDeclared(evidence: Evidence, proof: CredentialProof): boolean {
  const { sid } = evidence.expectation.account;
  if (proof.outcome === 'proven') return proof.accountSid === sid;
  const exchanged = outcomeOf(evidence, { kind: 'other-sid' });
  return exchanged?.kind === 'accepted' && exchanged.accountSid === sid;
}

/** The account that Twilio showed, else the one that the secret names. */
function shownAccount(evidence: Evidence): { readonly sid: string; readonly isDeclared: boolean } {
  const declaredSid = evidence.expectation.account.sid;
  const sid = otherAccount(evidence) ?? secretSid(evidence) ?? declaredSid;
  return { sid, isDeclared: sameSid(sid, declaredSid) };
}
