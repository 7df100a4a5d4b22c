import * as z from 'zod/mini';
import { PreflightError } from '../../domain/model/preflight-error.ts';

/** A request as it is answered: of a function URL or a load balancer. */
export interface HttpRequest {
  readonly method: string;
  /** Segments of the path, decoded; empty for `/`. */
  readonly path: readonly string[];
  /** AWS has checked who signed the request. A load balancer checks no signature. */
  readonly isAuthorised: boolean;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads (format 2.0) */
const functionUrl = z.object({
  rawPath: z.string(),
  requestContext: z.object({
    http: z.object({ method: z.string() }),
    authorizer: z.optional(z.object({ iam: z.optional(z.object({})) })),
  }),
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
const loadBalancer = z.object({
  httpMethod: z.string(),
  path: z.string(),
  requestContext: z.object({ elb: z.object({}) }),
});

const ALLOWED =
  'Allowed: the events of a Lambda function URL (payload format 2.0) and of an Application Load Balancer';

/** Reads an event. Throws {@link PreflightError} `payload.invalid` for any other. */
export function parseHttpRequest(event: unknown): HttpRequest {
  const url = functionUrl.safeParse(event);
  if (url.success) {
    const { rawPath, requestContext } = url.data;
    return {
      method: requestContext.http.method,
      path: segments(rawPath),
      isAuthorised: requestContext.authorizer?.iam !== undefined,
    };
  }
  const balanced = loadBalancer.safeParse(event);
  if (balanced.success) {
    const { httpMethod: method, path } = balanced.data;
    return { method, path: segments(path), isAuthorised: false };
  }
  throw new PreflightError(`The payload is no HTTP request. ${ALLOWED}.`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}

function segments(path: string): readonly string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
}

/** What cannot be decoded names no environment either. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What a function URL and a load balancer take for an answer. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly isBase64Encoded: false;
  readonly body: string;
}

interface AnswerParts {
  readonly statusCode: number;
  readonly body: unknown;
  /** `Cache-Control` without `public` or `private`. */
  readonly cacheFor: number;
  /** Holds what only an authorised caller may read: no shared cache may keep it. */
  readonly isPrivate: boolean;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An answer in `application/health+json`, without its body where the request was a HEAD. */
export function httpAnswer(
  method: string,
  { statusCode, body, cacheFor, isPrivate, headers = {} }: AnswerParts,
): HttpAnswer {
  return {
    statusCode,
    headers: {
      'content-type': 'application/health+json',
      'cache-control': `${isPrivate ? 'private' : 'public'}, max-age=${cacheFor}`,
      ...headers,
    },
    isBase64Encoded: false,
    body: method === 'HEAD' ? '' : JSON.stringify(body),
  };
}

interface PlainParts {
  readonly statusCode: number;
  /** Why, for the person who tries the address. */
  readonly output: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An answer that is about no environment. */
export function plainAnswer(
  { method, isAuthorised }: HttpRequest,
  { statusCode, output, headers = {} }: PlainParts,
): HttpAnswer {
  const body = { status: 'fail', version: '1', output };
  return httpAnswer(method, { statusCode, body, cacheFor: 5, isPrivate: isAuthorised, headers });
}
