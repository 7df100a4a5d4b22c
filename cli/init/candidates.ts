import { ACCOUNT_SID } from '../../functions/configuration/schema/twilio-rules.ts';
import type { ListedSecret } from '../../functions/domain/model/listed-secret.ts';
import { type Holding, holdingOfType } from './holding.ts';
import type { Sources } from './sources.ts';

/** A secret that may hold a Twilio credential. */
export interface Candidate {
  readonly secretId: string;
  /** Absent where nothing is known of what it holds. */
  readonly holding?: Holding | undefined;
  /** The only Account SID among its tags. */
  readonly taggedSid?: string | undefined;
}

/** The secrets to choose among: those that are candidates by themselves, and those that reading would show. */
export interface SecretChoice {
  readonly candidates: readonly Candidate[];
  /** Without a managed type; read only where the person agrees. */
  readonly unread: readonly Candidate[];
}

/** CloudTrail has an event for each secret that is read. */
export const MOST_READ = 50;

/**
 * Candidates by managed type, or by the word Twilio in a name, description or tag. Where there is none,
 * every secret without a type of another service is `unread`, at most 50 of them.
 */
export function chooseSecrets(secrets: readonly ListedSecret[]): SecretChoice {
  const candidates = secrets.filter(isAboutTwilio).map(candidateOf);
  if (candidates.length > 0) {
    return { candidates, unread: candidates.filter(({ holding }) => holding === undefined) };
  }
  const untyped = secrets.filter(({ managedType }) => managedType === undefined);
  return { candidates, unread: untyped.slice(0, MOST_READ).map(candidateOf) };
}

/**
 * The candidates, once the unread ones are read: one whose fields are not those of a Twilio credential
 * stays only where it was a candidate before.
 */
export async function readCandidates(
  { candidates, unread }: SecretChoice,
  sources: Sources,
): Promise<readonly Candidate[]> {
  const ids = unread.map(({ secretId }) => secretId);
  const holdings = await sources.holdingsOf(ids, { reads: true });
  const read = unread.map((one, index) => ({ ...one, holding: holdings[index] }));
  if (candidates.length === 0) return read.filter(({ holding }) => holding !== undefined);
  return candidates.map((one) => read.find(({ secretId }) => secretId === one.secretId) ?? one);
}

function isAboutTwilio({ name, managedType = '', description, tags }: ListedSecret): boolean {
  const words = [name, managedType, description, ...tags.flatMap(({ key, value }) => [key, value])];
  return words.some((word) => /twilio/i.test(word));
}

function candidateOf({ name, managedType, tags }: ListedSecret): Candidate {
  const sids = new Set(
    tags.map(({ value }) => value).filter((one) => ACCOUNT_SID.pattern.test(one)),
  );
  const [sid] = sids;
  return {
    secretId: name,
    holding: holdingOfType(managedType),
    taggedSid: sids.size === 1 ? sid : undefined,
  };
}
