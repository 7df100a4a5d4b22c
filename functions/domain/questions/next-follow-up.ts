import { sameSid } from '../credential/same-sid.ts';
import { declaredAccount } from '../facts/account-facts.ts';
import { type AnswerMeaning, answerMeaning } from '../facts/answer-meaning.ts';
import { credentialProof } from '../facts/credential-proof.ts';
import { currentVersion } from '../facts/current-version.ts';
import {
  isExplained,
  isSameQuestion,
  metadataOf,
  otherRegions,
  outcomeOf,
} from '../facts/follow-up-answers.ts';
import { environmentsInCommon, holdsOtherSid, isCopyOfOther } from '../facts/secret-account.ts';
import { triedCredential } from '../facts/tried-credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { FollowUp, FollowUpRecord } from '../model/follow-up.ts';
import type { VersionStage } from '../model/ports.ts';

/** The follow-up questions that a cause still leaves open, given what is known. */
type CandidateRule = (evidence: Evidence) => readonly FollowUp[];

/**
 * In the order in which they are asked: what the data itself hints at, what needs no request, what
 * is most often the cause, and last what takes a request for every account.
 */
const CANDIDATE_RULES: readonly CandidateRule[] = [
  (evidence) => (holdsOtherSid(evidence) ? [{ kind: 'other-sid' }] : []),
  hintedAccounts,
  otherVersions,
  (evidence) => (holdsApiKey(evidence) ? [{ kind: 'whoami' }] : ownersToken(evidence)),
  (evidence) => otherRegions(evidence).map((region) => ({ kind: 'region', subject: region })),
  otherAccounts,
];

/** Twilio's trouble: more questions would only meet more of it. */
const OUTAGES: readonly AnswerMeaning[] = ['rate-limited', 'unavailable', 'no-answer'];

/**
 * The next question, or undefined when one cause is proven, nothing more separates what is left, or
 * Twilio is in trouble. Pure: whoever asks it adds the answer to the evidence and calls again.
 */
export function nextFollowUp(evidence: Evidence): FollowUp | undefined {
  return evidence.followUps.some(metOutage) ? undefined : remainingFollowUps(evidence)[0];
}

/**
 * Every question that could still separate, in their order. None unless Twilio refused the
 * credential or its form is at fault: an outage is not made clearer by questions.
 */
export function remainingFollowUps(evidence: Evidence): readonly FollowUp[] {
  if (isSettled(evidence)) return [];
  const open: FollowUp[] = [];
  for (const question of candidates(evidence)) {
    const isAsked = outcomeOf(evidence, question) !== undefined;
    if (!isAsked && !open.some((one) => isSameQuestion(one, question))) open.push(question);
  }
  return open;
}

function metOutage({ outcome }: FollowUpRecord): boolean {
  if (outcome.kind !== 'undecided' || outcome.reply === undefined) return false;
  return OUTAGES.includes(answerMeaning(outcome.reply));
}

function candidates(evidence: Evidence): readonly FollowUp[] {
  if (evidence.parse?.outcome === 'malformed') return candidatesForMalformed(evidence);
  switch (credentialProof(evidence).outcome) {
    case 'rejected':
      return CANDIDATE_RULES.flatMap((rule) => rule(evidence));
    case 'other-account':
      return [{ kind: 'whoami' }];
    case 'proven':
    case 'test-credentials':
    case 'inactive':
    case 'undecided':
    case 'not-asked':
      return [];
  }
}

/** Once fixed it may still be another account's: two faults at once. */
function candidatesForMalformed(evidence: Evidence): readonly FollowUp[] {
  if (triedCredential(evidence) === undefined) return [];
  const refused = outcomeOf(evidence, { kind: 'repaired' })?.kind === 'refused';
  return refused && holdsApiKey(evidence)
    ? [{ kind: 'repaired' }, { kind: 'whoami' }, ...otherAccounts(evidence)]
    : [{ kind: 'repaired' }];
}

/** An inactive account explains every refusal, and so does a copy of another secret. */
function isSettled(evidence: Evidence): boolean {
  const facts = declaredAccount(evidence);
  if (facts.known && facts.account.status !== 'active') return true;
  return isCopyOfOther(evidence) || isExplained(evidence);
}

/** Only what is in use can be behind or ahead of another version. */
function otherVersions(evidence: Evidence): readonly FollowUp[] {
  if (evidence.secret.versionStage !== 'AWSCURRENT') return [];
  return [
    { kind: 'secret-metadata' },
    ...movedCurrent(evidence),
    ...stageIfAny(evidence, 'AWSPENDING'),
    ...stageIfAny(evidence, 'AWSPREVIOUS'),
  ];
}

/** AWSCURRENT is read again only when it has moved since: a rotation ended in between. */
function movedCurrent(evidence: Evidence): readonly FollowUp[] {
  const current = metadataOf(evidence)?.stages.AWSCURRENT;
  const moved = current !== undefined && current !== currentVersion(evidence);
  return moved ? [{ kind: 'version', subject: 'AWSCURRENT' }] : [];
}

/** A version that the metadata does not name is not looked for; without metadata one has to look. */
function stageIfAny(evidence: Evidence, stage: VersionStage): readonly FollowUp[] {
  const metadata = metadataOf(evidence);
  if (metadata === undefined) return [{ kind: 'version', subject: stage }];
  const versionId = metadata.stages[stage];
  const isOther = versionId !== undefined && versionId !== currentVersion(evidence);
  return isOther ? [{ kind: 'version', subject: stage }] : [];
}

/** A parent's Auth Token beside the SID of its subaccount: works in some calls of its owner only. */
function ownersToken({ expectation }: Evidence): readonly FollowUp[] {
  const { sid, parentSid } = expectation.account;
  return parentSid === undefined || sameSid(parentSid, sid) ? [] : [{ kind: 'parent-account' }];
}

/** Another environment's secret holds the same value: it is probably that one's. */
function hintedAccounts(evidence: Evidence): readonly FollowUp[] {
  const alike = new Set(environmentsInCommon(evidence));
  return otherAccounts(evidence).filter(
    ({ subject }) => subject !== undefined && alike.has(subject),
  );
}

/** Every other declared account, each one more question. */
function otherAccounts({ declared, expectation }: Evidence): readonly FollowUp[] {
  const others = declared.filter(({ accountSid }) => accountSid !== expectation.account.sid);
  return others.map(({ name }) => ({ kind: 'account-of', subject: name }));
}

function holdsApiKey(evidence: Evidence): boolean {
  return triedCredential(evidence)?.kind === 'api-key';
}
