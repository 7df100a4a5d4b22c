import { addAbortSignal, type Readable } from 'node:stream';
import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ObjectReader, ObjectStore } from '../../domain/model/fleet-ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { linesOf } from '../../domain/text/lines-of.ts';
import {
  type CallLimits,
  createRequestHandler,
  RETRIED_ATTEMPTS,
} from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { inRegion } from './region-of.ts';

/** Which bucket, and how patiently it is asked. */
export interface ObjectStoreOptions extends CallLimits {
  readonly bucket: string;
  /** Default: the SDK's own chain. A bucket in another one is found by S3's redirects. */
  readonly region?: string | undefined;
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
export function createObjectStore(options: ObjectStoreOptions): ObjectStore & ObjectReader {
  const { bucket: Bucket, region, maxAttempts = RETRIED_ATTEMPTS } = options;
  const client = new S3Client({
    ...inRegion(region),
    requestHandler: createRequestHandler(options),
    retryMode: 'standard',
    maxAttempts,
    followRegionRedirects: true,
  });
  const chunks: ObjectReader['chunks'] = (Key, { signal }) =>
    translated(async () => {
      const command = new GetObjectCommand({ Bucket, Key });
      try {
        const answer = await inTime(signal, (abortSignal) => client.send(command, { abortSignal }));
        if (answer.ETag === undefined) throw notS3();
        return textOf(answer.Body as Readable, signal);
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    });
  return {
    chunks,
    put: (Key, Body, { signal, contentType: ContentType = 'text/plain; charset=utf-8' }) =>
      translated(async () => {
        // Said, since the client warns of an empty text as of a stream.
        const ContentLength = Buffer.byteLength(Body);
        const command = new PutObjectCommand({ Bucket, Key, Body, ContentType, ContentLength });
        const answer = await inTime(signal, (abortSignal) => client.send(command, { abortSignal }));
        // A 200 without one is a proxy's.
        if (answer.ETag === undefined) throw notS3();
      }),
    lines: async (key, call) => {
      const text = await chunks(key, call);
      return text && linesOf(text);
    },
    keys: (Prefix, { signal: abortSignal }) => keysOf({ client, Bucket, Prefix, abortSignal }),
  };
}

/** Ends with a fault where the body ends early: what was read until then is not all. */
async function* textOf(body: Readable, signal: AbortSignal): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of addAbortSignal(signal, body)) {
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? notText() : unavailable(error);
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

function notText(): PreflightError {
  return new PreflightError(
    'An object is no text in UTF-8: it may be compressed, or in another encoding.',
    { code: 'objects.unavailable', fault: 'operator' },
  );
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
    fault: name === 'NoSuchBucket' ? 'operator' : 'service',
    cause: { name, message },
  });
}
