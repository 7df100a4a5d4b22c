import { wordOf } from '../answer-bodies.ts';

/** `found` is a word of Twilio's, or ours where it says nothing. */
export interface Readiness {
  readonly state: 'met' | 'unmet' | 'unknown' | 'says-nothing';
  readonly found: string;
}

/** Of a switch that Twilio shows. */
export function permitted(enabled: unknown): Readiness {
  if (enabled === true) return met('permitted');
  return enabled === false ? unmet('not permitted') : unknown('no word of a permission');
}

/** A state that this version does not know is no failure, and no success. */
export function byWord(value: unknown, known: readonly string[]): Readiness {
  return known.includes(String(value)) ? unmet(String(value)) : unknown(stateWord(value));
}

function stateWord(value: unknown): string {
  return typeof value === 'string' && /^[A-Z]{2,16}(?:_[A-Z]{2,16}){0,3}$/.test(value)
    ? value
    : (wordOf(value) ?? 'no state');
}

export function met(found: string): Readiness {
  return { state: 'met', found };
}

export function unmet(found: string): Readiness {
  return { state: 'unmet', found };
}

export function unknown(found: string): Readiness {
  return { state: 'unknown', found };
}
