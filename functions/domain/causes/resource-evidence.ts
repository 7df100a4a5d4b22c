import { describeExchange } from '../facts/describe-reply.ts';
import { describedFact, type ResourceFact } from '../facts/resource-facts.ts';

const MOST_SHOWN = 10;

/** Each resource with what is wrong with it, and the answers that show it. */
export function resourceEvidence(facts: readonly ResourceFact[]): readonly string[] {
  const shown = facts.slice(0, MOST_SHOWN);
  return [...shown.map((fact) => `${fact.name}: ${describedFact(fact)}`), ...exchangesOf(shown)];
}

/** The answers by which facts are known, each once. */
export function exchangesOf(facts: readonly Pick<ResourceFact, 'by'>[]): readonly string[] {
  const replies = new Set(facts.map(({ by }) => by));
  return [...replies].filter((by) => by !== undefined).map(describeExchange);
}

/** What follows the name of the first of several: ` (and 2 more)`, or nothing where it is the only one. */
export function andMore({ length }: readonly unknown[]): string {
  return length === 1 ? '' : ` (and ${length - 1} more)`;
}
