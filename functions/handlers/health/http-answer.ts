import type { HttpRequest } from './http-request.ts';

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
  /** Holds what not everybody may read: no shared cache may keep it. */
  readonly isPrivate: boolean;
  readonly headers?: Readonly<Record<string, string>>;
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
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is about no environment. */
export function plainAnswer(
  { method, isAuthorised }: HttpRequest,
  { statusCode, output, headers = {} }: PlainParts,
): HttpAnswer {
  const body = { status: 'fail', version: '1', output };
  return httpAnswer(method, { statusCode, body, cacheFor: 5, isPrivate: isAuthorised, headers });
}
