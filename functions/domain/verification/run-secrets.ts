import { createScrubber, type Scrubber } from '../credential/scrub.ts';
import { secretValues } from '../credential/secret-values.ts';
import { probeAnswers } from '../facts/probe-answers.ts';
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
      if (!quotesService(evidence)) return evidence;
      scrub ??= createScrubber(payloads.flatMap(secretValues));
      const { secret, auditor, otherEnvironments, probes, followUps, waited, audit } = evidence;
      const quoting = { secret, auditor, otherEnvironments, probes, followUps, waited, audit };
      return { ...evidence, ...scrubbed(quoting, scrub) };
    },
  };
}

/** A passing run quotes nothing: Twilio's resources are compared, not shown. */
function quotesService({ secret, auditor, probes, followUps, audit }: Evidence): boolean {
  return (
    secret.outcome === 'failed' ||
    auditor.state === 'unusable' ||
    audit !== undefined ||
    followUps.length > 0 ||
    probes['audited-keys'] !== undefined ||
    probeAnswers(probes).some(({ reply }) => reply.kind !== 'resource')
  );
}

/** The members that hold what a service wrote; all others are compared, or are ours. */
const QUOTED: readonly string[] = ['message', 'detail', 'reason', 'label', 'friendly_name'];

/** A copy of plain data with every text of a service scrubbed. */
function scrubbed<T>(value: T, scrub: Scrubber): T;
function scrubbed(value: unknown, scrub: Scrubber): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Redacted) return value;
  if (Array.isArray(value)) return value.map((item) => scrubbed(item, scrub));
  const entries = Object.entries(value).map(([name, item]) => {
    const isQuoted = typeof item === 'string' && QUOTED.includes(name);
    // Request ids have a form of their own, which the adapter has held them to.
    if (name === 'requestIds') return [name, item];
    return [name, isQuoted ? scrub(item) : scrubbed(item, scrub)];
  });
  return Object.fromEntries(entries);
}
