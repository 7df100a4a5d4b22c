import { sameSid } from '../credential/same-sid.ts';
import { declaredAccount } from '../facts/account-facts.ts';
import { type AnswerMeaning, answerMeaning } from '../facts/answer-meaning.ts';
import { credentialProof } from '../facts/credential-proof.ts';
import { currentVersion } from '../facts/current-version.ts';
import { isExplained } from '../facts/explanation.ts';
import { inquiryOf, metadataOf } from '../facts/inquiry-of.ts';
import { otherRegions } from '../facts/other-regions.ts';
import { environmentsInCommon, holdsOtherSid, isCopyOfOther } from '../facts/secret-account.ts';
import { triedCredential } from '../facts/tried-credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { InquiryId, InquiryRecord } from '../model/inquiry.ts';
import type { VersionStage } from '../model/ports.ts';

/** The inquiries that a cause still leaves open, given what is known. */
type Lead = (evidence: Evidence) => readonly InquiryId[];

/**
 * In the order in which they are asked: what the data itself hints at, what needs no request, what
 * is most often the cause, and last what takes a request for every account.
 */
const LEADS: readonly Lead[] = [
  (evidence) => (holdsOtherSid(evidence) ? ['other-sid'] : []),
  hintedAccounts,
  otherVersions,
  (evidence) => (holdsApiKey(evidence) ? ['whoami'] : ownersToken(evidence)),
  (evidence) => otherRegions(evidence).map((region) => `region:${region}` as const),
  otherAccounts,
];

/** Twilio's trouble: more questions would only meet more of it. */
const OUTAGES: readonly AnswerMeaning[] = ['rate-limited', 'unavailable', 'no-answer'];

/**
 * The next question, or undefined when one cause is proven, nothing more separates what is left, or
 * Twilio is in trouble. Pure: whoever asks it adds the answer to the evidence and calls again.
 */
export function nextInquiry(evidence: Evidence): InquiryId | undefined {
  return evidence.inquiries.some(metOutage) ? undefined : remainingInquiries(evidence)[0];
}

/**
 * Every question that could still separate, in their order. None unless Twilio refused the
 * credential or its form is at fault: an outage is not made clearer by questions.
 */
export function remainingInquiries(evidence: Evidence): readonly InquiryId[] {
  if (isSettled(evidence)) return [];
  const asked = new Set(evidence.inquiries.map(({ id }) => id));
  return [...new Set(candidates(evidence))].filter((id) => !asked.has(id));
}

function metOutage({ outcome }: InquiryRecord): boolean {
  if (outcome.kind !== 'undecided' || outcome.reply === undefined) return false;
  return OUTAGES.includes(answerMeaning(outcome.reply));
}

function candidates(evidence: Evidence): readonly InquiryId[] {
  if (evidence.parse?.outcome === 'malformed') return candidatesForMalformed(evidence);
  switch (credentialProof(evidence).outcome) {
    case 'rejected':
      return LEADS.flatMap((lead) => lead(evidence));
    case 'other-account':
      return ['whoami'];
    case 'proven':
    case 'test-credentials':
    case 'inactive':
    case 'undecided':
    case 'not-asked':
      return [];
  }
}

/** Once mended it may still be another account's: two faults at once. */
function candidatesForMalformed(evidence: Evidence): readonly InquiryId[] {
  if (triedCredential(evidence) === undefined) return [];
  const refused = inquiryOf(evidence, 'repaired')?.kind === 'refused';
  return refused && holdsApiKey(evidence)
    ? ['repaired', 'whoami', ...otherAccounts(evidence)]
    : ['repaired'];
}

/** An inactive account explains every refusal, and so does a copy of another secret. */
function isSettled(evidence: Evidence): boolean {
  const facts = declaredAccount(evidence);
  if (facts.known && facts.account.status !== 'active') return true;
  return isCopyOfOther(evidence) || isExplained(evidence);
}

/** Only what is in use can be behind or ahead of another version. */
function otherVersions(evidence: Evidence): readonly InquiryId[] {
  if (evidence.secret.versionStage !== 'AWSCURRENT') return [];
  return [
    'secret-metadata',
    ...movedCurrent(evidence),
    ...stageIfAny(evidence, 'AWSPENDING'),
    ...stageIfAny(evidence, 'AWSPREVIOUS'),
  ];
}

/** AWSCURRENT is read again only when it has moved since: a rotation ended in between. */
function movedCurrent(evidence: Evidence): readonly InquiryId[] {
  const current = metadataOf(evidence)?.stages.AWSCURRENT;
  const moved = current !== undefined && current !== currentVersion(evidence);
  return moved ? ['version:AWSCURRENT'] : [];
}

/** A version that the metadata does not name is not looked for; without metadata one has to look. */
function stageIfAny(evidence: Evidence, stage: VersionStage): readonly InquiryId[] {
  const metadata = metadataOf(evidence);
  if (metadata === undefined) return [`version:${stage}`];
  const versionId = metadata.stages[stage];
  const isOther = versionId !== undefined && versionId !== currentVersion(evidence);
  return isOther ? [`version:${stage}`] : [];
}

/** A parent's Auth Token beside the SID of its subaccount: works in some calls of its owner only. */
function ownersToken({ expectation }: Evidence): readonly InquiryId[] {
  const { sid, parentSid } = expectation.account;
  return parentSid === undefined || sameSid(parentSid, sid) ? [] : ['parent-account'];
}

/** Another environment's secret holds the same value: it is probably that one's. */
function hintedAccounts(evidence: Evidence): readonly InquiryId[] {
  const alike = new Set(environmentsInCommon(evidence).map((name) => `account-of:${name}`));
  return otherAccounts(evidence).filter((id) => alike.has(id));
}

/** Every other declared account, each one more question. */
function otherAccounts({ declared, expectation }: Evidence): readonly InquiryId[] {
  const others = declared.filter(({ accountSid }) => accountSid !== expectation.account.sid);
  return others.map(({ name }) => `account-of:${name}` as const);
}

function holdsApiKey(evidence: Evidence): boolean {
  return triedCredential(evidence)?.kind === 'api-key';
}
