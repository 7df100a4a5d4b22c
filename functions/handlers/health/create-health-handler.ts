import type { Gate } from '../../compose.ts';
import type { HealthBase } from '../../compose-base.ts';
import { createLimiter } from '../../domain/concurrency/limiter.ts';
import { createHealthDesk } from '../../domain/health/cached-lookup.ts';
import { type EnvironmentHealth, healthAnswer } from '../../domain/health/health-answer.ts';
import { createOwnLooks } from '../../domain/health/local-cache.ts';
import type { Observed } from '../../domain/health/observation.ts';
import type { EnvironmentExpectation } from '../../domain/model/expectation.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { createHandler, type Handler } from '../run/create-handler.ts';
import type { Invocation } from '../run/invocation.ts';
import { findOut } from './find-out.ts';
import { type HttpAnswer, httpAnswer, plainAnswer } from './http-answer.ts';
import { type HttpRequest, parseHttpRequest } from './http-request.ts';

const ENVIRONMENTS_AT_ONCE = 10;
const METHODS: readonly string[] = ['GET', 'HEAD'];

/**
 * Makes the handler of the health function: `/` for every environment, `/NAME` for one. It goes by the
 * last verdict that any run found, and verifies only where that is too old: see `observeEnvironment`.
 *
 * Answers every request, with 503 where the configuration is broken; throws only for what is no request.
 */
export function createHealthHandler(base: HealthBase, compose: () => Gate): Handler {
  const desk = createHealthDesk(base.clock);
  const ownLooks = createOwnLooks(base.clock);
  const observe = async (
    environment: EnvironmentExpectation,
    invocation: Invocation<HealthBase>,
  ): Promise<Observed> =>
    await desk.observe(environment.name, () => findOut(environment, invocation, ownLooks));
  return createHandler(base, compose, async (event, invocation) => {
    const request = parseHttpRequest(event);
    try {
      return await answer(request, invocation, (environment) => observe(environment, invocation));
    } catch (error) {
      if (!(error instanceof PreflightError)) throw error;
      base.log.error('the health could not be told', { code: error.code });
      return plainAnswer(request, {
        statusCode: 503,
        output: 'the health could not be told; the log says why',
      });
    }
  });
}

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
