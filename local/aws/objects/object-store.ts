import { createHash } from 'node:crypto';
import { AwsError } from '../wire/aws-error.ts';

/** An object as it was put. */
export interface StoredObject {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  /** MD5 of the body, in the quotation marks that S3 sends. */
  readonly etag: string;
  readonly lastModified: Date;
}

/** An object to be put. `contentType` default: S3's, `binary/octet-stream`. */
export interface ObjectSeed {
  readonly key: string;
  readonly body: Buffer | string;
  readonly contentType?: string | undefined;
}

/**
 * The buckets of this world, from the inside. What names a bucket throws `AwsError` `NoSuchBucket` (404) where
 * there is none.
 */
export interface ObjectStore {
  /** Has no effect where there is one of that name, as when a stack is deployed again. */
  createBucket(name: string): void;
  buckets(): readonly string[];
  put(bucket: string, object: ObjectSeed): StoredObject;
  get(bucket: string, key: string): StoredObject | undefined;
  /** In S3's order: by the bytes of the key. */
  list(bucket: string, prefix?: string): readonly StoredObject[];
}

/** Makes a store without buckets. Objects are kept in memory, in one version each. */
export function createObjectStore(now: () => Date): ObjectStore {
  const buckets = new Map<string, Map<string, StoredObject>>();
  const objectsOf = (bucket: string): Map<string, StoredObject> => {
    const objects = buckets.get(bucket);
    if (objects !== undefined) return objects;
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  };
  return {
    createBucket: (name) => {
      if (!buckets.has(name)) buckets.set(name, new Map());
    },
    buckets: () => [...buckets.keys()],
    put: (bucket, { key, body: given, contentType = 'binary/octet-stream' }) => {
      const body = Buffer.from(given);
      const etag = `"${createHash('md5').update(body).digest('hex')}"`;
      const object = { key, body, contentType, etag, lastModified: now() };
      objectsOf(bucket).set(key, object);
      return object;
    },
    get: (bucket, key) => objectsOf(bucket).get(key),
    list: (bucket, prefix = '') =>
      [...objectsOf(bucket).values()]
        .filter(({ key }) => key.startsWith(prefix))
        .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key))),
  };
}
