import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ObjectStore } from '../../domain/model/fleet-ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import {
  type CallLimits,
  createRequestHandler,
  RETRIED_ATTEMPTS,
} from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';

/** Which bucket, and how patiently it is asked. */
export interface ObjectStoreOptions extends CallLimits {
  /** In the function's own Region. */
  readonly bucket: string;
  /** HTTP attempts per call; default 3. */
  readonly maxAttempts?: number | undefined;
}

const S3: AwsService = { name: 'S3', exception: S3ServiceException };

/**
 * The objects of one bucket.
 *
 * Throws {@link PreflightError} `objects.unavailable` with AWS's error name and text; its `cause` holds only
 * these, since the client's errors keep the request.
 */
export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const { bucket: Bucket, maxAttempts = RETRIED_ATTEMPTS } = options;
  const client = new S3Client({
    requestHandler: createRequestHandler(options),
    retryMode: 'standard',
    maxAttempts,
  });
  return {
    put: (Key, Body, { signal, contentType: ContentType = 'text/plain; charset=utf-8' }) =>
      translated(async () => {
        const command = new PutObjectCommand({ Bucket, Key, Body, ContentType });
        const answer = await inTime(signal, (abortSignal) => client.send(command, { abortSignal }));
        // A 200 without one is a proxy's.
        if (answer.ETag === undefined) throw notS3();
      }),
    lines: (Key, { signal }) =>
      translated(async () => {
        const command = new GetObjectCommand({ Bucket, Key });
        try {
          const answer = await inTime(signal, (abortSignal) =>
            client.send(command, { abortSignal }),
          );
          if (answer.ETag === undefined) throw notS3();
          return linesOf(answer.Body as Readable);
        } catch (error) {
          if (error instanceof NoSuchKey) return undefined;
          throw error;
        }
      }),
    keys: (Prefix, { signal: abortSignal }) => keysOf({ client, Bucket, Prefix, abortSignal }),
  };
}

async function* linesOf(body: Readable): AsyncIterable<string> {
  try {
    yield* createInterface({ input: body, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw unavailable(error);
  }
}

async function* keysOf({
  client,
  Bucket,
  Prefix,
  abortSignal,
}: {
  readonly client: S3Client;
  readonly Bucket: string;
  readonly Prefix: string;
  readonly abortSignal: AbortSignal;
}): AsyncIterable<string> {
  try {
    for await (const page of paginateListObjectsV2(
      { client },
      { Bucket, Prefix },
      { abortSignal },
    )) {
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    }
  } catch (error) {
    throw unavailable(error);
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
}

function notS3(): PreflightError {
  return new PreflightError('The bucket could not be used: the answer is not one of S3.', {
    code: 'objects.unavailable',
    fault: 'service',
  });
}

function unavailable(error: unknown): PreflightError {
  if (error instanceof PreflightError && error.code === 'objects.unavailable') return error;
  const { name, message } = describeFault(error, S3);
  return new PreflightError(`The bucket could not be used: ${message}`, {
    code: 'objects.unavailable',
    fault: 'service',
    cause: { name, message },
  });
}
