import { createHmac, randomBytes } from 'node:crypto';

/** The specs of keys for message authentication codes, and the length of their key and of their MAC. */
export const HMAC_SPECS = {
  HMAC_224: { algorithm: 'HMAC_SHA_224', hash: 'sha224', bytes: 28 },
  HMAC_256: { algorithm: 'HMAC_SHA_256', hash: 'sha256', bytes: 32 },
  HMAC_384: { algorithm: 'HMAC_SHA_384', hash: 'sha384', bytes: 48 },
  HMAC_512: { algorithm: 'HMAC_SHA_512', hash: 'sha512', bytes: 64 },
} as const;

/** `HMAC_256`; any other spec is of a key that makes no MACs. */
export type KeySpec = keyof typeof HMAC_SPECS | 'SYMMETRIC_DEFAULT';

/** A key as the world knows it; its material stays in the store. */
export interface LocalKey {
  readonly id: string;
  readonly arn: string;
  readonly region: string;
  readonly spec: KeySpec;
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
}

/** The KMS keys of this world, as far as message authentication codes go. */
export interface KeyStore {
  /** Makes a key with material of its own. One that is there already stays as it is. */
  create(key: { readonly id: string; readonly spec: KeySpec; readonly region?: string }): LocalKey;
  /** By id or ARN; undefined where the Region has none. */
  find(keyId: string, region: string): LocalKey | undefined;
  /** Throws for an unknown id. */
  setState(id: string, state: LocalKey['state']): void;
  /** The MAC of a message in base64, by the key's own hash. Throws for a key that makes none. */
  mac(key: LocalKey, message: Buffer): string;
}

/** Makes a store without keys. */
export function createKeyStore(accountId: string, defaultRegion: string): KeyStore {
  const keys = new Map<string, LocalKey>();
  const materials = new Map<string, Buffer>();
  return {
    create: ({ id, spec, region = defaultRegion }) => {
      const there = keys.get(id);
      if (there !== undefined) return there;
      const arn = `arn:aws:kms:${region}:${accountId}:key/${id}`;
      const key: LocalKey = { id, arn, region, spec, state: 'Enabled' };
      keys.set(id, key);
      materials.set(id, randomBytes(64));
      return key;
    },
    find: (keyId, region) =>
      [...keys.values()].find(
        (key) => key.region === region && (key.id === keyId || key.arn === keyId),
      ),
    setState: (id, state) => {
      const key = keys.get(id);
      if (key === undefined) throw new Error(`There is no key ${id}.`);
      keys.set(id, { ...key, state });
    },
    mac: ({ id, spec }, message) => {
      const material = materials.get(id);
      if (spec === 'SYMMETRIC_DEFAULT' || material === undefined) {
        throw new Error(`The key ${id} makes no MAC.`);
      }
      return createHmac(HMAC_SPECS[spec].hash, material).update(message).digest('base64');
    },
  };
}
