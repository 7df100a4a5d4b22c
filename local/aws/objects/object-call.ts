import { AwsError } from '../wire/aws-error.ts';
import type { RawInput } from '../wire/operation.ts';
import type { WireCall, WireRequest } from '../wire/wire-call.ts';

const OPERATIONS: Readonly<Record<string, string>> = {
  'PUT object': 'PutObject',
  'GET object': 'GetObject',
  'HEAD object': 'HeadObject',
  'GET bucket?list-type=2': 'ListObjectsV2',
};

/** Members that travel as headers. */
const MEMBERS: Readonly<Record<string, string>> = {
  'content-type': 'ContentType',
  'if-none-match': 'IfNoneMatch',
};

/** Query parameters of a listing, by their member. */
const LISTING: Readonly<Record<string, string>> = {
  prefix: 'Prefix',
  'max-keys': 'MaxKeys',
  'continuation-token': 'ContinuationToken',
};

/** What every client sends, or what has no effect on an answer: signing, and checksums of the whole. */
const IGNORED_PARAMETERS: readonly string[] = ['x-id', 'list-type'];
const IGNORED_HEADERS =
  /^x-amz-(content-sha256|date|security-token|user-agent|checksum-\w+|sdk-checksum-algorithm)$/;

/** Headers with a meaning that this world does not have. Dropped, they would seem to have an effect. */
const MEANINGFUL = /^(x-amz-.*|range|if-.*|content-(encoding|disposition|language)|cache-control)$/;

/** Whether a request is signed for S3, whose calls differ in method and path alone. */
export function isObjectCall({ headers }: WireRequest): boolean {
  return headers.authorization?.includes('/s3/aws4_request') ?? false;
}

/**
 * Reads a call of S3's REST protocol, in path style: `PUT /BUCKET/KEY`.
 *
 * @throws AwsError `NotImplemented` (501) for a request, header or parameter that this world does not have.
 */
export function readObjectCall(request: WireRequest): WireCall {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const [bucket = '', ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const target = key === '' ? `bucket?list-type=${searchParams.get('list-type')}` : 'object';
  const operation = OPERATIONS[`${request.method} ${target}`];
  if (operation === undefined) throw notImplemented(`${request.method} ${target}`);
  return {
    service: 's3',
    operation,
    protocol: { kind: 'rest' },
    input: {
      Bucket: bucket,
      ...(key !== '' && { Key: key }),
      ...(operation === 'PutObject' && { Body: request.body }),
      ...headerMembers(request),
      ...parameterMembers(searchParams),
    },
  };
}

function headerMembers({ method, headers }: WireRequest): RawInput {
  const members: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers)) {
    const member = MEMBERS[name];
    // A GET has no content, but some clients name a type.
    if (member !== undefined && method === 'PUT') members[member] = value;
    else if (MEANINGFUL.test(name) && !IGNORED_HEADERS.test(name)) throw notImplemented(name);
  }
  return members;
}

function parameterMembers(parameters: URLSearchParams): RawInput {
  const members: Record<string, unknown> = {};
  for (const [name, value] of parameters) {
    const member = LISTING[name];
    if (member !== undefined) members[member] = value;
    else if (!IGNORED_PARAMETERS.includes(name)) throw notImplemented(`?${name}`);
  }
  return members;
}

function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `This local S3 does not offer ${what}.`, 501);
}
