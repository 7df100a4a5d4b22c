import type { KeyListing } from '../model/audit-evidence.ts';
import type { Credential } from '../model/credential.ts';
import type { CredentialEvidence, Evidence } from '../model/evidence.ts';
import type { FollowUpOutcome, SecretMetadata } from '../model/follow-up.ts';
import type { VersionStage } from '../model/ports.ts';
import {
  type AccountFacts,
  accountFacts,
  type KnownAccount,
  knownAccount,
} from './account-facts.ts';
import { type Answers, answersOf } from './answers.ts';
import { type CredentialProof, proofOf } from './credential-proof.ts';
import {
  acceptedVersion,
  isExplained,
  metadataOf,
  otherAccount,
  rotationOf,
} from './follow-up-answers.ts';
import { keyListing } from './key-page.ts';
import { keyTypeOf, type ShownKeyType } from './key-type.ts';
import {
  judgeReach,
  type OtherAccount,
  otherAccounts,
  type Reach,
  type ReachAnswers,
  sortByAnswer,
} from './reachable-accounts.ts';
import { type ResourceFacts, resourceFacts } from './resource-facts.ts';
import { holdsOtherSid, isCopyOfOther, secretSid, triedCredential } from './secret-facts.ts';
import { type SendingFacts, sendingFacts } from './sending/sending-facts.ts';

/** What Twilio's answers mean for the credential; enough to decide what to ask it next. */
export interface CredentialFacts {
  readonly evidence: CredentialEvidence;
  readonly answers: Answers;
  readonly proof: CredentialProof;
  /** The declared account, where an answer shows it. */
  readonly knownAccount: KnownAccount | undefined;
  readonly keyType: ShownKeyType;
  readonly reach: Reach;
  /** The accounts of the other environments, in the order of the configuration, each once. */
  readonly others: readonly OtherAccount[];
}

/** What the evidence of one environment means: all that checks, questions and causes judge by. */
export interface Facts extends CredentialFacts {
  readonly evidence: Evidence;
  /** The declared account, or the result of a check that needs it. */
  readonly account: AccountFacts;
  readonly reachAnswers: ReachAnswers;
  /** The Account SID that the secret holds, also where another field of it is malformed. */
  readonly secretSid: string | undefined;
  /** The secret names another account than the declared one. */
  readonly holdsOtherSid: boolean;
  /** The secret is a copy of the secret of the environment whose account it names. */
  readonly isCopy: boolean;
  /** The credential that further questions try: repaired where its form is at fault. */
  readonly triedCredential: Credential | undefined;
  /** The account, other than the declared one, as which Twilio served this credential. */
  readonly otherAccount: string | undefined;
  /** An answer to a further question explains why Twilio refuses the credential. */
  readonly isExplained: boolean;
  /** The versions of the secret that Twilio accepts as the declared account. */
  readonly acceptedVersions: Readonly<Partial<Record<VersionStage, AcceptedVersion | undefined>>>;
  readonly metadata: SecretMetadata | undefined;
  /** The account's API keys, as far as they were listed. */
  readonly keyListing: KeyListing;
  /** Why a rejection of AWSCURRENT says nothing yet; undefined where no rotation is under way. */
  readonly rotation: string | undefined;
  /** The declared resources, as far as Twilio showed them. */
  readonly resources: ResourceFacts;
  /** What the declared senders need, as far as Twilio showed it. */
  readonly sending: SendingFacts;
}

type AcceptedVersion = Extract<FollowUpOutcome, { kind: 'accepted' }>;

/** Derives the facts of an attempt that is still asking: call it once for each wave of answers. */
export function credentialFactsOf(evidence: CredentialEvidence): CredentialFacts {
  const answers = answersOf(evidence);
  const proof = proofOf(evidence, answers);
  const basis = {
    evidence,
    answers,
    proof,
    knownAccount: knownAccount(evidence, answers),
    keyType: keyTypeOf(answers, proof, evidence),
    others: otherAccounts(evidence),
  };
  return { ...basis, reach: judgeReach(basis) };
}

/** Derives every fact: call it once for each attempt, and again only when an answer has come. */
export function factsOf(evidence: Evidence): Facts {
  const facts = credentialFactsOf(evidence);
  const { answers, proof, others } = facts;
  return {
    ...facts,
    evidence,
    account: accountFacts(evidence, answers, proof),
    reachAnswers: sortByAnswer(others, evidence),
    secretSid: secretSid(evidence),
    holdsOtherSid: holdsOtherSid(evidence),
    isCopy: isCopyOfOther(evidence),
    triedCredential: triedCredential(evidence),
    otherAccount:
      otherAccount(evidence) ?? (proof.outcome === 'other-account' ? proof.accountSid : undefined),
    isExplained: isExplained(evidence),
    acceptedVersions: {
      AWSCURRENT: acceptedVersion(evidence, 'AWSCURRENT'),
      AWSPENDING: acceptedVersion(evidence, 'AWSPENDING'),
      AWSPREVIOUS: acceptedVersion(evidence, 'AWSPREVIOUS'),
    },
    metadata: metadataOf(evidence),
    keyListing: keyListing(evidence),
    rotation: rotationOf(evidence, proof),
    resources: resourceFacts(evidence),
    sending: sendingFacts(evidence),
  };
}
