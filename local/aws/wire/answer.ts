import { STATUS_CODES } from 'node:http';
import type { AwsError } from './aws-error.ts';
import type { RawInput } from './operation.ts';
import type { Protocol, WireCall } from './wire-call.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Everything XML 1.0 cannot carry, not even as a character reference. */
const UNREPRESENTABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/**
 * Renders a value as an XML element in the form of AWS's Query protocol.
 *
 * Objects become child elements, a `Map` `<entry>` elements of key and value, arrays `<member>` elements, dates ISO 8601; undefined is left out.
 * Characters that XML cannot represent become U+FFFD.
 */
function xmlElement(name: string, value: unknown): string {
  if (value === undefined) return '';
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) {
    return [...value].map(([key, one]) => xmlElement('entry', { key, value: one })).join('');
  }
  if (Array.isArray(value)) return value.map((item) => xmlElement('member', item)).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, child]) => xmlElement(name, child))
      .join('');
  }
  return String(value)
    .replace(UNREPRESENTABLE, '\u{fffd}')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A complete HTTP answer, ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Error code, for the journal. */
  readonly error?: string;
}

/** What SNS and STS call the errors that JSON services name otherwise. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  ValidationException: 'ValidationError',
  ThrottlingException: 'Throttling',
  InternalServiceError: 'InternalFailure',
  UnknownOperationException: 'InvalidAction',
  UnrecognizedClientException: 'InvalidClientTokenId',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  ExpiredTokenException: 'ExpiredToken',
  InvalidNextTokenException: 'InvalidParameter',
};

/** What S3 calls the errors that JSON services name otherwise, with its status. */
const REST_CODES: Readonly<Record<string, readonly [string, number]>> = {
  ValidationException: ['InvalidArgument', 400],
  InvalidNextTokenException: ['InvalidArgument', 400],
  ThrottlingException: ['SlowDown', 503],
  InternalServiceError: ['InternalError', 500],
  UnrecognizedClientException: ['InvalidAccessKeyId', 403],
  ExpiredTokenException: ['ExpiredToken', 400],
  RequestEntityTooLargeException: ['EntityTooLarge', 400],
};

/** Members of S3's answers that travel as headers. */
const REST_HEADERS: Readonly<Record<string, string>> = {
  ContentType: 'content-type',
  ETag: 'etag',
  LastModified: 'last-modified',
};

/** Writes the output members of an operation as its service does. */
export function successAnswer(call: WireCall, output: RawInput, requestId: string): Answer {
  if (call.protocol.kind === 'json') return jsonAnswer(200, output, requestId);
  if (call.protocol.kind === 'rest') return restAnswer(call, output, requestId);
  const members = Object.keys(output).length === 0 ? undefined : output;
  const result = xmlElement(`${call.operation}Result`, members);
  const metadata = xmlElement('ResponseMetadata', { RequestId: requestId });
  const root = `${call.operation}Response`;
  const body = `<${root} xmlns="${call.protocol.namespace}">${result}${metadata}</${root}>`;
  return xmlAnswer(200, body, requestId);
}

/** Writes an error: `{"__type","message"}` or `<ErrorResponse>`, with the status AWS uses. */
export function errorAnswer(protocol: Protocol, error: AwsError, requestId: string): Answer {
  if (protocol.kind === 'json') {
    const body = { __type: error.code, message: error.message };
    return { ...jsonAnswer(error.status, body, requestId), error: error.code };
  }
  if (protocol.kind === 'rest') {
    const [code, status] = REST_CODES[error.code] ?? [error.code, error.status];
    const body = xmlElement('Error', { Code: code, Message: error.message, RequestId: requestId });
    return { ...xmlAnswer(status, body, requestId), error: code };
  }
  const code = QUERY_CODES[error.code] ?? error.code;
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  const detail = xmlElement('Error', { Type: type, Code: code, Message: error.message });
  const body = `<ErrorResponse xmlns="${protocol.namespace}">${detail}${xmlElement('RequestId', requestId)}</ErrorResponse>`;
  return { ...xmlAnswer(error.status, body, requestId), error: code };
}

/** A page such as a proxy or a load balancer puts in AWS's place; for faults. */
export function htmlAnswer(status: number): Answer {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}

function jsonAnswer(status: number, body: RawInput, requestId: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  };
}

function xmlAnswer(status: number, body: string, requestId: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}

/** Lists have no element of their own here: each item is an element of the list's name. */
function restAnswer({ operation }: WireCall, output: RawInput, requestId: string): Answer {
  if (operation === 'ListObjectsV2') {
    const members = Object.entries(output).flatMap(([name, value]) =>
      [value].flat().map((item) => xmlElement(name, item)),
    );
    const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
    const body = `<ListBucketResult xmlns="${namespace}">${members.join('')}</ListBucketResult>`;
    return xmlAnswer(200, body, requestId);
  }
  const { Body, ContentLength, ...members } = output;
  const headers: Record<string, string> = { 'x-amz-request-id': requestId };
  for (const [name, value] of Object.entries(members)) {
    const header = REST_HEADERS[name] ?? name;
    headers[header] = value instanceof Date ? value.toUTCString() : String(value);
  }
  // The answer to HEAD carries the length of what GET would send.
  if (ContentLength !== undefined) headers['content-length'] = String(ContentLength);
  return { status: 200, headers, body: Body instanceof Buffer ? Body : '' };
}
