import type { Facts } from '../../facts/facts.ts';
import type { FollowUpOutcome, QuestionId } from '../../model/follow-up.ts';
import type { SecretReader } from '../../model/ports.ts';
import type { TwilioQuestion, TwilioReply } from '../../model/twilio-api.ts';
import type { Auditor } from '../auditor.ts';
import type { Question } from '../question.ts';

/** A question that is asked only because something is wrong; `words.why` is what a yes would show. */
export type FurtherQuestion = Question<QuestionId, Facts, FurtherPorts, FollowUpOutcome>;

/** The ports of a follow-up question; what they ask ends with `signal`. */
export interface FurtherPorts {
  readonly secrets: SecretReader;
  readonly signal: AbortSignal;
  readonly ask: (question: TwilioQuestion) => Promise<TwilioReply>;
  /** Absent where none is declared. */
  readonly auditor?: (() => Promise<Auditor>) | undefined;
}

/** Makes a follow-up question of what is its own; what an outcome rules out is common to all. */
export function furtherQuestion(parts: Omit<FurtherQuestion, 'read'>): FurtherQuestion {
  return { ...parts, read: (outcome) => readOutcome(outcome, parts.words.why) };
}

function readOutcome({ kind }: FollowUpOutcome, shows: string): readonly string[] {
  switch (kind) {
    case 'refused':
    case 'nothing-to-try':
      return [`rules out ${shows}`];
    case 'undecided':
      return [`settles nothing: ${shows} stays open`];
    case 'accepted':
    case 'found':
    case 'metadata':
    case 'located':
    case 'policy':
      return [];
  }
}

/** Twilio refuses the credential as it stands: every explanation of that is worth asking for. */
export function isRejected({ proof }: Facts): boolean {
  if (proof.outcome === 'request-refused') return proof.shownBy === undefined;
  return proof.outcome === 'rejected';
}

/** The same, unless it is an OAuth client that gets no access token: no account, and no question, sees it. */
export function isRefusedInUse(facts: Facts): boolean {
  const { proof } = facts;
  const isClient = proof.outcome === 'rejected' && proof.by.kind === 'refusal' && proof.by.isGrant;
  return isRejected(facts) && isClient !== true;
}

export function triesApiKey({ triedCredential }: Facts): boolean {
  return triedCredential?.kind === 'api-key';
}
