import { hideIn } from '../credential/hide-in.ts';
import { createScrubber, type Scrubber } from '../credential/scrub.ts';
import { secretValues } from '../credential/secret-values.ts';
import { describeSid } from '../credential/sid.ts';
import type { Evidence } from '../model/evidence.ts';
import type { SecretReader } from '../model/ports.ts';
import { Redacted } from '../model/redacted.ts';

/** The secrets of a run, kept while they are read: those of every environment and of the auditor. */
export interface RunSecrets {
  /** The reader to read them with. */
  readonly reader: SecretReader;
  /** The evidence without every part of every secret read so far, in what services wrote. */
  readonly hideIn: (evidence: Evidence) => Evidence;
}

/**
 * Keeps what `reader` reads. A service that mixes up its answers may repeat the secret of another environment,
 * or another field of the same secret; which those are is known only at the end of the run.
 */
export function keepSecrets(reader: SecretReader): RunSecrets {
  const payloads: Redacted<string>[] = [];
  let scrub: Scrubber | undefined;
  return {
    reader: {
      read: async (...call) => {
        const reading = await reader.read(...call);
        if (reading.outcome === 'read') payloads.push(reading.payload);
        return reading;
      },
      describe: (...call) => reader.describe(...call),
    },
    hideIn: (evidence) => {
      scrub ??= scrubberOf(payloads);
      const { secret, auditor, probes, followUps, waited, audit } = evidence;
      const quoting = { secret, auditor, probes, followUps, waited, audit };
      const hidden = scrubbed(quoting, scrub);
      return hidden === quoting ? evidence : { ...evidence, ...hidden };
    },
  };
}

/** A SID that stands in a secret, also within another value, is public as it is. */
const SID = /\b[A-Z]{2}[0-9a-f]{32}\b/gi;

function scrubberOf(payloads: readonly Redacted<string>[]): Scrubber {
  const scrub = createScrubber(payloads.flatMap(secretValues));
  const texts = payloads.map((payload) => payload.expose());
  const own = new Set(texts.flatMap((text) => text.toLowerCase().match(SID) ?? []));
  return (text) => (own.has(text.toLowerCase()) ? text : scrub(text));
}

/** The members that hold what a service wrote; all others but SIDs are compared, or are ours. */
const QUOTED: readonly string[] = ['message', 'detail', 'reason', 'label', 'friendly_name'];

/** Plain data with every text and SID of a service scrubbed, and no request id that holds a secret; itself where it holds none. */
function scrubbed<T>(value: T, scrub: Scrubber): T;
function scrubbed(value: unknown, scrub: Scrubber): unknown {
  if (typeof value === 'string') {
    return describeSid(value) === undefined ? value : hideIn(value, scrub);
  }
  if (typeof value !== 'object' || value === null || value instanceof Redacted) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => scrubbed(item, scrub));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const before = Object.entries(value);
  const after = before.map(([name, item]) => scrubbedMember(name, item, scrub));
  const isSame = after.every((item, index) => item === before[index]?.[1]);
  return isSame ? value : Object.fromEntries(before.map(([name], index) => [name, after[index]]));
}

function scrubbedMember(name: string, item: unknown, scrub: Scrubber): unknown {
  if (name === 'requestIds' && Array.isArray(item)) {
    const clean = item.filter((id) => typeof id !== 'string' || scrub(id) === id);
    return clean.length === item.length ? item : clean;
  }
  const isQuoted = typeof item === 'string' && QUOTED.includes(name);
  return isQuoted ? scrub(item) : scrubbed(item, scrub);
}
