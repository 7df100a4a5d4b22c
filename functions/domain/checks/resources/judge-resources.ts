import type { Facts } from '../../facts/facts.ts';
import {
  describedFact,
  type ResourceFact,
  type ResourceFacts,
  type ResourceState,
} from '../../facts/resource-facts.ts';
import { type CheckResult, skipped } from '../../model/check-result.ts';
import type { Check, Judgement } from '../check.ts';

/** A check that is made of its id, its kind of resource and that kind's noun. */
interface ResourceCheck {
  readonly id: string;
  readonly kind: keyof ResourceFacts;
  /** In the singular; the plural takes an `s`. */
  readonly noun: string;
  /** What it must be besides, as the title says it: `and has a sender`. */
  readonly also?: string;
}

const MOST_NAMED = 3;

/** Each declared resource of a kind is in this account, and has what it needs; says nothing where none is declared. */
export function resourceCheck({ id, kind, noun, also }: ResourceCheck): Check<Judgement> {
  return {
    id,
    title: [`Each declared ${noun} is in this account`, ...(also === undefined ? [] : [also])].join(
      ' ',
    ),
    tier: 'resources',
    judge: ({ resources, proof }: Facts): Judgement => {
      const facts = resources[kind];
      const [first] = facts;
      if (first === undefined) return [];
      // All of a kind are of one product.
      if (first.state === 'not-in-region') return skipped(`${noun}s: ${describedFact(first)}`);
      switch (proof.outcome) {
        case 'proven':
        case 'request-refused':
          return judge(facts, noun);
        case 'unnamed-account':
        case 'undecided': {
          const result = judge(facts, noun);
          // A 404 to a credential that is not proven may be about another account.
          return result.status === 'fail' ? { ...result, status: 'inconclusive' } : result;
        }
        case 'not-asked':
          return skipped(proof.reason);
        default:
          return skipped('Twilio does not accept the credential for this account');
      }
    },
  };
}

function judge(facts: readonly ResourceFact[], noun: string): CheckResult {
  const durationMs = Math.max(0, ...facts.map(({ by }) => by?.durationMs ?? 0));
  const failed = facts.filter(({ state, unable }) => isFault(state) || unable !== undefined);
  if (failed.length > 0)
    return { status: 'fail', message: listed(failed, facts, noun), durationMs };
  const open = facts.filter(({ state }) => state !== 'present');
  if (open.length > 0) {
    return { status: 'inconclusive', message: listed(open, facts, noun), durationMs };
  }
  const notes = facts.flatMap(({ name, notes: said }) => said.map((note) => `${name}: ${note}`));
  const all = facts.length === 1 ? `${facts[0]?.name} is` : `all ${facts.length} are`;
  return { status: 'pass', message: [`${all} in this account`, ...notes].join('; '), durationMs };
}

function isFault(state: ResourceState): boolean {
  return state === 'absent' || state === 'elsewhere';
}

function listed(some: readonly ResourceFact[], all: readonly ResourceFact[], noun: string): string {
  const named = some.slice(0, MOST_NAMED).map((fact) => `${fact.name}: ${describedFact(fact)}`);
  const more = some.length - named.length;
  const rest = more > 0 ? [`and ${more} more`] : [];
  const of = all.length === 1 ? '' : `${some.length} of ${all.length} ${noun}s: `;
  return `${of}${[...named, ...rest].join('; ')}`;
}
