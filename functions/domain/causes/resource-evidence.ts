import { describeExchange } from '../facts/describe-reply.ts';
import { describedFact, type ResourceFact } from '../facts/resource-facts.ts';

const MOST_SHOWN = 10;

/** Each resource with what is wrong with it, and the answers that show it. */
export function resourceEvidence(facts: readonly ResourceFact[]): readonly string[] {
  const shown = facts.slice(0, MOST_SHOWN);
  const replies = new Set(shown.map(({ by }) => by).filter((by) => by !== undefined));
  return [
    ...shown.map((fact) => `${fact.name}: ${describedFact(fact)}`),
    ...[...replies].map(describeExchange),
  ];
}
