import type { IncomingHttpHeaders } from 'node:http';
import { isObjectCall, readObjectCall } from '../objects/object-call.ts';
import { AwsError } from './aws-error.ts';
import type { RawInput, ServiceName } from './operation.ts';
import { parseJson } from './parse-json.ts';
import { parseQueryForm } from './query-form.ts';

/** Where an answer goes decides how it is written; `query` answers carry a namespace. */
export type Protocol =
  | { readonly kind: 'json' }
  /** S3's: members in headers, in XML, or as the body itself. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'query'; readonly namespace: string };

/** A request as it came, its body read. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as its wire protocol names it; neither the operation nor the input is checked yet. */
export interface WireCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly protocol: Protocol;
  readonly input: RawInput;
}

/** `X-Amz-Target` prefixes, captured from the AWS SDK for JavaScript 3. */
const JSON_TARGETS: Readonly<Record<string, ServiceName>> = {
  secretsmanager: 'secretsmanager',
  CodePipeline_20150709: 'codepipeline',
  CodeDeploy_20141006: 'codedeploy',
  DynamoDB_20120810: 'dynamodb',
  TrentService: 'kms',
  AWSStepFunctions: 'sfn',
};

/** Query services are distinguished by the `Version` of their form. */
const QUERY_VERSIONS: Readonly<Record<string, { service: ServiceName; namespace: string }>> = {
  '2010-03-31': { service: 'sns', namespace: 'http://sns.amazonaws.com/doc/2010-03-31/' },
  '2011-06-15': { service: 'sts', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
};

/**
 * Finds the service and operation of a request, and parses its body.
 *
 * @throws AwsError `UnknownOperationException` for a service this world has not,
 *   `SerializationException` for a body that is no JSON object.
 */
export function readWireCall(request: WireRequest): WireCall {
  if (isObjectCall(request)) return readObjectCall(request);
  const body = request.body.toString('utf8');
  const target = request.headers['x-amz-target'];
  return typeof target === 'string' ? readJsonCall(target, body) : readQueryCall(body);
}

function readJsonCall(target: string, body: string): WireCall {
  const dot = target.indexOf('.');
  const prefix = target.slice(0, dot);
  const service = Object.hasOwn(JSON_TARGETS, prefix) ? JSON_TARGETS[prefix] : undefined;
  if (service === undefined) throw unknownService(`X-Amz-Target ${target}`);
  return {
    service,
    operation: target.slice(dot + 1),
    protocol: { kind: 'json' },
    input: parseJsonObject(body),
  };
}

function readQueryCall(body: string): WireCall {
  const { Action, Version, ...input } = parseQueryForm(body);
  const version = String(Version ?? '(none)');
  const known = Object.hasOwn(QUERY_VERSIONS, version) ? QUERY_VERSIONS[version] : undefined;
  if (known === undefined) throw unknownService(`the Query API version ${version}`);
  return {
    service: known.service,
    operation: String(Action ?? '(none)'),
    protocol: { kind: 'query', namespace: known.namespace },
    input,
  };
}

function parseJsonObject(body: string): RawInput {
  const parsed = body === '' ? {} : parseJson(body);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

function unknownService(received: string): AwsError {
  const targets = Object.keys(JSON_TARGETS).map((prefix) => `X-Amz-Target ${prefix}.*`);
  const versions = Object.entries(QUERY_VERSIONS).map(
    ([version, { service }]) => `Query version ${version} (${service})`,
  );
  return new AwsError(
    'UnknownOperationException',
    `This local AWS has no service for ${received}. Offered: ${[...targets, ...versions].join(', ')}.`,
  );
}
