import { accountIdentity } from '../checks/account-identity.ts';
import { sameSid } from '../credential/same-sid.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import { outcomeOf } from '../facts/follow-up-answers.ts';
import { CREDENTIAL_NOUNS } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { FollowUpRecord } from '../model/follow-up.ts';
import type { Confidence, RemediationStep } from '../model/report.ts';
import { describeFollowUp } from '../questions/further/describe-follow-up.ts';
import { otherSid } from '../questions/further/other-sid.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** In the place of a name, where the account of a credential is none that is declared. */
export const UNDECLARED = 'an undeclared account';

/**
 * The credential is for another account than declared; the environment is named when that account is
 * declared. Proven when Twilio showed it, or the value is that of the named environment's secret;
 * likely when only the SID in the secret says so.
 */
export const environmentWrongAccount: Cause = {
  id: 'environment.wrong-account',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence, facts } = context;
    const { proof } = facts;
    const check = checkThat(context, accountIdentity, 'fail');
    if (check === undefined) return undefined;
    const confidence = confidenceOf(facts);
    return {
      explains: 'fail',
      confidence,
      summary: summaryOf(facts, confidence),
      evidence: [
        `declared: ${check.expected}; the credential is for: ${check.found}`,
        ...(proof.outcome === 'not-asked' ? [] : [describeExchange(proof.by)]),
        ...evidence.followUps.filter(isAccepted).map(describeFollowUp),
      ],
      remediation: steps(facts),
      helpUrl: HELP.twilio20003,
    };
  },
};

function isAccepted({ outcome }: FollowUpRecord): boolean {
  return outcome.kind === 'accepted';
}

function confidenceOf(facts: Facts): Confidence {
  const { proof } = facts;
  if (proof.outcome === 'proven' || proof.outcome === 'test-credentials') return 'proven';
  const shown = facts.otherAccount !== undefined || isOfDeclared(facts);
  return shown || facts.isCopy ? 'proven' : 'likely';
}

function summaryOf(facts: Facts, confidence: Confidence): string {
  const { sid, isDeclared } = shownAccount(facts);
  if (isDeclared)
    return 'its API key is of another account: Twilio lets it read this one, not use it';
  const whose = `${ownerOf(sid, facts.evidence)} (${sid})`;
  const thing = secretThing(facts);
  if (isOfDeclared(facts)) return `its ${thing} is right, its Account SID is that of ${whose}`;
  const what = facts.holdsOtherSid ? 'credential' : thing;
  return `its ${what} is ${confidence === 'proven' ? '' : 'probably '}that of ${whose}`;
}

function ownerOf(sid: string, { declared, expectation }: Evidence): string {
  const owner = declared.find((one) => sameSid(one.accountSid, sid));
  if (owner !== undefined) return owner.name;
  return expectation.account.parentSid === sid ? 'the parent account' : UNDECLARED;
}

function secretThing({ triedCredential }: Facts): string {
  return CREDENTIAL_NOUNS[triedCredential?.kind ?? 'api-key'];
}

function steps(facts: Facts): readonly RemediationStep[] {
  const { evidence } = facts;
  const { account, secret } = evidence.expectation;
  const fix = isOfDeclared(facts)
    ? `Put Account SID ${account.sid} beside the ${secretThing(facts)} in ${secret.id}.`
    : `Store a credential of account ${account.sid} itself in ${secret.id}.`;
  return [
    {
      text: 'See when the current version was stored; another environment may hold the other half of a swap.',
      command: commands.listSecretVersions(evidence),
    },
    { text: fix, command: commands.putSecretValue(evidence) },
    checkAgain(evidence),
  ];
}

/**
 * A key that lists the declared account's numbers belongs there, and so does a token that works as
 * that account, whatever SID is beside it.
 */
function isOfDeclared({ evidence, proof }: Facts): boolean {
  const { sid } = evidence.expectation.account;
  const isShown = proof.outcome === 'request-refused' && proof.shownBy !== undefined;
  if (proof.outcome === 'proven' || isShown) {
    return proof.accountSid === sid;
  }
  const exchanged = outcomeOf(evidence, otherSid.id);
  return exchanged?.kind === 'accepted' && exchanged.accountSid === sid;
}

/** The account that Twilio showed, else the one that the secret names. */
function shownAccount({ evidence, otherAccount, secretSid }: Facts): {
  readonly sid: string;
  readonly isDeclared: boolean;
} {
  const declaredSid = evidence.expectation.account.sid;
  const sid = otherAccount ?? secretSid ?? declaredSid;
  return { sid, isDeclared: sameSid(sid, declaredSid) };
}
