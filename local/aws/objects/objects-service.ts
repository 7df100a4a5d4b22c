import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import {
  defineOperation,
  type Operation,
  type RawInput,
  type Service,
  stringMembers,
} from '../wire/operation.ts';
import { page } from '../wire/page.ts';
import { utf8 } from '../wire/validation.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';

/**
 * S3 as far as this world has it: whole objects, put and read, and their listing. No ranges, no versions, no
 * parts; a bucket's policy, encryption and expiry have no effect.
 */
export function createObjectsService(store: ObjectStore): Service<Operation> {
  return {
    name: 's3',
    operations: new Map([
      ['PutObject', putObject(store)],
      ['GetObject', getObject(store)],
      ['HeadObject', headObject(store)],
      ['ListObjectsV2', listObjects(store)],
    ]),
    resources: (input) => stringMembers(input, ['Bucket', 'Key']),
  };
}

const address = { Bucket: z.string(), Key: utf8(1, 1024) };

const putInput = {
  ...address,
  Body: z.instanceof(Buffer),
  ContentType: z.string().optional(),
  /** Only what S3 takes: the object must not be there yet. */
  IfNoneMatch: z.literal('*').optional(),
};

function putObject(store: ObjectStore): Operation {
  return defineOperation(putInput, ({ Bucket, Key: key, Body: body, ContentType, IfNoneMatch }) => {
    if (IfNoneMatch !== undefined && store.get(Bucket, key) !== undefined) {
      const message = 'At least one of the pre-conditions you specified did not hold';
      throw new AwsError('PreconditionFailed', message, 412);
    }
    return { ETag: store.put(Bucket, { key, body, contentType: ContentType }).etag };
  });
}

function getObject(store: ObjectStore): Operation {
  return defineOperation(address, (input) => {
    const object = find(store, input);
    return { ...describe(object), Body: object.body };
  });
}

function headObject(store: ObjectStore): Operation {
  return defineOperation(address, (input) => describe(find(store, input)));
}

function find(
  store: ObjectStore,
  { Bucket, Key }: { readonly Bucket: string; readonly Key: string },
): StoredObject {
  const object = store.get(Bucket, Key);
  if (object !== undefined) return object;
  throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
}

function describe({ body, contentType, etag, lastModified }: StoredObject): RawInput {
  return {
    ContentLength: body.length,
    ContentType: contentType,
    ETag: etag,
    LastModified: lastModified,
  };
}

const listInput = {
  Bucket: z.string(),
  Prefix: z.string().default(''),
  MaxKeys: z.coerce.number().int().min(0).max(1000).default(1000),
  ContinuationToken: z.string().optional(),
};

function listObjects(store: ObjectStore): Operation {
  return defineOperation(listInput, ({ Bucket, Prefix, MaxKeys, ContinuationToken }) => {
    const { items, nextToken } = page(store.list(Bucket, Prefix), MaxKeys, ContinuationToken);
    return {
      Name: Bucket,
      Prefix,
      KeyCount: items.length,
      MaxKeys,
      IsTruncated: nextToken !== undefined,
      NextContinuationToken: nextToken,
      Contents: items.map(({ key, body, etag, lastModified }) => ({
        Key: key,
        LastModified: lastModified,
        ETag: etag,
        Size: body.length,
        StorageClass: 'STANDARD',
      })),
    };
  });
}
