import { readFileSync } from 'node:fs';
import { NormalizedSchema } from '@smithy/core/schema';
import { fromXml } from './from-xml.ts';

/** An answer as it was on the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One service as AWS models it: the schemas that its JavaScript client brings. */
export interface AwsModel {
  hasOperation(operation: string): boolean;
  /** What of an answer is not as the operation's output shape has it. */
  outputProblems(operation: string, answer: WireAnswer): readonly string[];
  /** What of an error is not as the operation declares it. Common errors need no declaration. */
  errorProblems(operation: string, answer: WireAnswer): readonly string[];
}

/**
 * What every service may answer; services do not declare them.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export const COMMON_ERRORS: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'InternalFailure',
  'InvalidAction',
  'InvalidClientTokenId',
  'MalformedQueryString',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'NoSuchBucket',
  'NotImplemented',
  'PreconditionFailed',
  'RequestEntityTooLargeException',
  'SerializationException',
  'ServiceUnavailable',
  'Throttling',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationError',
  'ValidationException',
]);

/** A static schema of an error: kind, namespace, name, traits, members. */
type ErrorSchema = readonly [-3, string, string, Readonly<Record<string, unknown>>, string[]];

/** Reads the model of a client package, such as `client-sns`. */
export function awsModel(packageName: string, client: Readonly<Record<string, unknown>>): AwsModel {
  const errors = Object.values(client).filter(
    (schema): schema is ErrorSchema => Array.isArray(schema) && schema[0] === -3,
  );
  const outputOf = (operation: string): NormalizedSchema => {
    const schema = client[`${operation}$`];
    if (!Array.isArray(schema)) throw new Error(`AWS has no operation ${operation}`);
    return NormalizedSchema.of(schema[5]);
  };
  return {
    hasOperation: (operation) => Array.isArray(client[`${operation}$`]),
    outputProblems: (operation, answer) => {
      const output = outputOf(operation);
      // A payload is the function's own, and not in the model.
      const isPayload = Object.values(membersOf(output)).some(
        (member) => member.getMergedTraits().httpPayload !== undefined,
      );
      if (isPayload) return [];
      const isText = isXml(answer);
      const body = isText ? resultOf(operation, answer.body) : JSON.parse(answer.body || '{}');
      return problems(output, body ?? {}, { path: operation, isText });
    },
    errorProblems: (operation, answer) => {
      const { code, members } = readError(answer);
      if (COMMON_ERRORS.has(code)) return [];
      const schema = errors.find((error) => wireCode(error, answer) === code);
      if (schema === undefined) return [`${code} is no error of the service`];
      const declared = declaredErrors(packageName, operation);
      return [
        ...(declared.has(schema[2]) ? [] : [`${operation} does not declare ${schema[2]}`]),
        ...(answer.status === statusOf(schema, answer)
          ? []
          : [`${code} has the status ${answer.status}`]),
        // The models say Message or message; the services answer either, and the clients read both.
        ...members
          .filter((member) => !schema[4].some((known) => caseless(known) === caseless(member)))
          .map((member) => `${code} has no member ${member}`),
      ];
    },
  };
}

function caseless(text: string): string {
  return text.toLowerCase();
}

/** Also models of JSON services may have a name for the Query protocol. */
function wireCode([, , name, traits]: ErrorSchema, answer: WireAnswer): string {
  const query: unknown = isXml(answer) ? traits['awsQueryError'] : undefined;
  return Array.isArray(query) ? String(query[0]) : name;
}

/**
 * A status beside a name for the Query protocol is of that protocol too.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html#API_GenerateMac_Errors
 */
function statusOf([, , , traits]: ErrorSchema, answer: WireAnswer): unknown {
  const isOfQuery = traits['awsQueryError'] !== undefined && !isXml(answer);
  const declared = isOfQuery ? undefined : traits['httpError'];
  return declared ?? (traits['error'] === 'server' ? 500 : 400);
}

/** Schemas do not link errors to operations; the documentation of the client's commands does. */
function declaredErrors(packageName: string, operation: string): ReadonlySet<string> {
  const types = `node_modules/@aws-sdk/${packageName}/dist-types/commands/${operation}Command.d.ts`;
  const named = readFileSync(types, 'utf8').matchAll(/@throws \{@link (\w+)\}/g);
  return new Set([...named].map(([, name = '']) => name));
}

function isXml({ headers }: WireAnswer): boolean {
  return headers['content-type']?.includes('xml') ?? false;
}

function resultOf(operation: string, body: string): unknown {
  const { [`${operation}Response`]: response, ListBucketResult } = Object(fromXml(body));
  const { [`${operation}Result`]: result } = Object(response);
  return result ?? ListBucketResult;
}

/** Code and members of an error. The code of Lambda is in a header. */
function readError(answer: WireAnswer): {
  readonly code: string;
  readonly members: readonly string[];
} {
  if (isXml(answer)) {
    const { ErrorResponse, Error: restError } = Object(fromXml(answer.body));
    // S3's models leave out the message and the request id that every error of S3 has.
    if (restError !== undefined) return { code: String(restError.Code), members: [] };
    const { Code, Type: _type, ...members } = Object(Object(ErrorResponse).Error);
    return { code: String(Code), members: Object.keys(members) };
  }
  const { __type, ...members } = JSON.parse(answer.body);
  const code = __type ?? answer.headers['x-amzn-errortype'];
  return { code: String(code).replace(/^.*#/, ''), members: Object.keys(members) };
}

function membersOf(schema: NormalizedSchema): Readonly<Record<string, NormalizedSchema>> {
  return schema.isStructSchema() ? Object.fromEntries(schema.structIterator()) : {};
}

interface Place {
  readonly path: string;
  /** XML: leaves are text, and what is empty is an empty text. */
  readonly isText: boolean;
}

function problems(schema: NormalizedSchema, value: unknown, place: Place): readonly string[] {
  if (place.isText && value === '') return [];
  if (schema.isListSchema()) return itemProblems(schema, value, place);
  if (schema.isStructSchema() || schema.isMapSchema() || schema.isUnitSchema()) {
    if (typeof value !== 'object' || value === null) return [`${place.path} is no object`];
    return memberProblems(schema, value, place);
  }
  return isLeaf(schema, value, place) ? [] : [`${place.path} is of the wrong type`];
}

function itemProblems(schema: NormalizedSchema, value: unknown, place: Place): readonly string[] {
  // S3's lists have no element of their own: read as an object, a list is its last item.
  if (schema.getMergedTraits().xmlFlattened !== undefined) {
    return problems(schema.getValueSchema(), value, place);
  }
  if (!Array.isArray(value)) return [`${place.path} is no list`];
  return value.flatMap((item, index) =>
    problems(schema.getValueSchema(), item, within(place, String(index))),
  );
}

function within(place: Place, name: string): Place {
  return { ...place, path: `${place.path}.${name}` };
}

function memberProblems(schema: NormalizedSchema, value: object, place: Place): readonly string[] {
  const members = membersOf(schema);
  const found = Object.entries(value).flatMap(([name, item]) => {
    const member = schema.isMapSchema() ? schema.getValueSchema() : members[name];
    const at = within(place, name);
    return member === undefined ? [`${at.path} is made up`] : problems(member, item, at);
  });
  return [...missing(schema, value, place), ...found];
}

/** The first members of a static schema are the required ones; the last element counts them. */
function missing(schema: NormalizedSchema, value: object, { path }: Place): readonly string[] {
  const shape: unknown = schema.getSchema();
  const parts: readonly unknown[] = Array.isArray(shape) ? shape : [];
  const names = [parts[4] ?? []].flat().map(String);
  return names
    .slice(0, Number(parts[6] ?? 0))
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${path}.${name} is missing`);
}

function isLeaf(schema: NormalizedSchema, value: unknown, { isText }: Place): boolean {
  if (schema.isDocumentSchema()) return true;
  if (schema.isBooleanSchema())
    return isText ? /^(true|false)$/.test(String(value)) : typeof value === 'boolean';
  if (schema.isNumericSchema()) return Number.isFinite(isText ? Number(value) : value);
  if (schema.isTimestampSchema()) {
    return Number.isFinite(isText ? Date.parse(String(value)) : value);
  }
  // Strings, and blobs in base64.
  return typeof value === 'string';
}
