import * as z from 'zod/mini';
import { PreflightError } from '../../domain/model/preflight-error.ts';

/** A request as it is answered: of a function URL or a load balancer. */
export interface HttpRequest {
  readonly method: string;
  /** Segments of the path, decoded; empty for `/`. */
  readonly path: readonly string[];
  /** AWS has checked who signed the request. A load balancer checks nobody. */
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
