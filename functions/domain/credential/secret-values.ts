import { Redacted } from '../model/redacted.ts';
import { plainWords } from './plain-words.ts';
import { describeSid } from './sid.ts';

const SHORTEST_VALUE = 8;
const SECRET_NAME = /secret|token|password|key|auth/i;

/**
 * The values in the payload of a secret that no text may repeat: what stands under the name of a secret, and
 * whatever has the form of one. SIDs are public, and so are plain words such as the name of an environment.
 */
export function secretValues(payload: Redacted<string>): readonly Redacted<string>[] {
  const values = new Set<string>();
  collect(jsonOrText(payload.expose()), '', values);
  return Array.from(values, (value) => new Redacted(value));
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.split(/[\s"']+/);
  }
}

function collect(value: unknown, name: string, values: Set<string>): void {
  if (typeof value === 'string') {
    if (isSecret(value, name)) values.add(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    // A name may be a value in the wrong place.
    if (isSecret(key, '')) values.add(key);
    collect(item, Array.isArray(value) ? name : key, values);
  }
}

function isSecret(value: string, name: string): boolean {
  if (value.length < SHORTEST_VALUE || describeSid(value) !== undefined) return false;
  if (value.includes('://')) return false;
  return SECRET_NAME.test(name) || (!/\s/.test(value) && plainWords(value) !== value);
}
