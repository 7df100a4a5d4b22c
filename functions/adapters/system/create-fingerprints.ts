import { createHmac, randomBytes } from 'node:crypto';
import type { Fingerprints } from '../../domain/model/ports.ts';
import type { Redacted } from '../../domain/model/redacted.ts';

const KEY_BYTES = 32;
const FINGERPRINT_BYTES = 16;

/**
 * Fingerprints to compare secret values with: HMAC-SHA256 under a random key of this call, the first
 * 16 bytes as 32 hex digits.
 *
 * The key is never shown and dies with the object, so a fingerprint that leaks cannot be searched for
 * offline, and two runs never give the same one. Each value is worked out once: in a fleet, each is
 * compared with every other.
 */
export function createFingerprints(): Fingerprints {
  const key = randomBytes(KEY_BYTES);
  const known = new WeakMap<Redacted<string>, string>();
  return {
    of: (value) => {
      const kept = known.get(value);
      if (kept !== undefined) return kept;
      const fingerprint = fingerprintOf(value, key);
      known.set(value, fingerprint);
      return fingerprint;
    },
  };
}

function fingerprintOf(value: Redacted<string>, key: Buffer): string {
  const digest = createHmac('sha256', key).update(value.expose(), 'utf8').digest();
  return digest.subarray(0, FINGERPRINT_BYTES).toString('hex');
}
