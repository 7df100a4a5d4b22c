import { composeGate } from '../compose.ts';
import { composeHealthBase, type HealthBase } from '../compose-health.ts';
import { createLimiter } from '../domain/concurrency/limiter.ts';
import { createCachedLookup, createLocalCache } from '../domain/health/cached-lookup.ts';
import { type EnvironmentHealth, healthAnswer } from '../domain/health/health-answer.ts';
import type { Observed } from '../domain/health/observe-environment.ts';
import type { EnvironmentExpectation } from '../domain/model/expectation.ts';
import { PreflightError } from '../domain/model/preflight-error.ts';
import { findOut } from './health/find-out.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  httpAnswer,
  parseHttpRequest,
  plainAnswer,
} from './health/http.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import type { Invocation } from './run/invocation.ts';

const ENVIRONMENTS_AT_ONCE = 10;
/**
 * A process gives the answer that it has for so long: a load balancer asks every few seconds, and the
 * table is not to be read each time. It also bounds how late a worse verdict is noticed.
 */
const KEPT_MS = 5_000;
const METHODS: readonly string[] = ['GET', 'HEAD'];

/**
 * Makes the handler of the health function: `/` for every environment, `/NAME` for one. It goes by the
 * last verdict that any run found, and verifies only where that is too old: see `observeEnvironment`.
 *
 * Answers every request, with 503 where the configuration is broken; throws only for what is no request.
 */
export function createHealthHandler(base: HealthBase, compose: ComposeGate): Handler {
  const answers = createCachedLookup<Observed>(base.clock, KEPT_MS);
  const local = createLocalCache(base.clock);
  const observe = async (
    environment: EnvironmentExpectation,
    invocation: Invocation<HealthBase>,
  ): Promise<Observed> =>
    await answers(environment.name, () => findOut(environment, invocation, local));
  return createHandler(base, compose, async (event, invocation) => {
    const request = parseHttpRequest(event);
    try {
      return await answer(request, invocation, (environment) => observe(environment, invocation));
    } catch (error) {
      if (!(error instanceof PreflightError)) throw error;
      invocation.base.log.error('the health is not known', { code: error.code });
      return plainAnswer(request, {
        statusCode: 503,
        output: 'the health is not known; the log says why',
      });
    }
  });
}

const base = composeHealthBase();

/**
 * The health function: answers load balancers and uptime monitors with 200 or 503, by the last verdict.
 * The event is never logged: it holds the headers of a request.
 */
export const handler: Handler = createHealthHandler(base, () => composeGate(base));

async function answer(
  request: HttpRequest,
  { gate, base }: Invocation<HealthBase>,
  observe: (environment: EnvironmentExpectation) => Promise<Observed>,
): Promise<HttpAnswer> {
  const { method, path, isAuthorised } = request;
  if (!METHODS.includes(method)) {
    return plainAnswer(request, {
      statusCode: 405,
      output: 'GET and HEAD are answered',
      headers: { allow: METHODS.join(', ') },
    });
  }
  const { environments } = gate().configuration;
  const [name, ...rest] = path;
  const asked = environments.filter((one) => name === undefined || one.name === name);
  if (asked.length === 0 || rest.length > 0) {
    return plainAnswer(request, {
      statusCode: 404,
      output: 'there is no such environment: / is all of them, /NAME is one',
    });
  }
  const limited = createLimiter(ENVIRONMENTS_AT_ONCE);
  const all = await Promise.all(
    asked.map((environment) =>
      limited(
        async (): Promise<EnvironmentHealth> => ({ environment, ...(await observe(environment)) }),
      ),
    ),
  );
  const reader = { isAuthorised, now: base.clock.now(), maxAgeMs: base.maxAgeMs };
  const { statusCode, maxAgeSeconds: cacheFor, body } = healthAnswer(all, reader);
  return httpAnswer(method, { statusCode, body, cacheFor, isPrivate: isAuthorised });
}
