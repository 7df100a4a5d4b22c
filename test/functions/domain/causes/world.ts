import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import { keyEvidence, tokenEvidence } from '../evidence-builder.ts';

/** A name, what was seen, the whole ranking, and the summary after `production: `. */
export type World = readonly [name: string, evidence: Evidence, ranking: string, summary: string];

/** An API key that meets these answers. */
export function keyMeets(probes: Probes, more: Partial<Evidence> = {}): Evidence {
  return keyEvidence({ probes, ...more });
}

/** An Auth Token that meets this answer for its account. */
export function tokenMeets(
  own: NonNullable<Probes['own-account']>,
  more: Partial<Evidence> = {},
): Evidence {
  return tokenEvidence({ probes: { 'own-account': own }, ...more });
}
