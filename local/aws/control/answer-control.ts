import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { refuseControl } from '../../control-guard.ts';
import type { World } from '../server/world.ts';
import type { Answer } from '../wire/answer.ts';
import { AwsError } from '../wire/aws-error.ts';
import { CONTROL_ROUTES, type ControlRoute } from './control-routes.ts';

const PREFIX = '/__control__';

/** A control request whose body has been read. */
export interface ControlRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** Whether a request is for the world's own controls and not for AWS. */
export function isControlPath(url: string): boolean {
  return url === PREFIX || url.startsWith(`${PREFIX}/`) || url.startsWith(`${PREFIX}?`);
}

/**
 * Answers a control call with JSON: 200, or 400, 403, 404, 405, 415 with `{"error", "issues"?, "offered"?}`.
 *
 * Never asks for a signature, and never shows a secret value.
 */
export function answerControl(world: World, request: ControlRequest): Answer {
  const refused = refuseControl(request);
  if (refused !== undefined) return problem(refused.status, refused.error);
  const path = new URL(request.url, 'http://127.0.0.1').pathname.slice(PREFIX.length);
  const here = CONTROL_ROUTES.filter((route) => route.path.test(path));
  const route = here.find(({ method }) => method === request.method);
  if (here.length === 0)
    return problem(404, `There is no control ${path || '/'}.`, { offered: offered() });
  if (route === undefined) {
    const allowed = here.map(({ method }) => method).join(', ');
    return problem(405, `${path} takes ${allowed}, not ${request.method}.`);
  }
  return runRoute(route, world, { path, body: request.body });
}

function runRoute(
  route: ControlRoute,
  world: World,
  { path, body }: { readonly path: string; readonly body: string },
): Answer {
  try {
    const input: unknown = body === '' ? undefined : JSON.parse(body);
    const result = route.run(world, { input, name: route.path.exec(path)?.[1] ?? '' });
    return result === undefined ? problem(404, `There is nothing at ${path}.`) : json(200, result);
  } catch (error) {
    return refusal(error);
  }
}

/** Turns what a route throws for bad input into an answer; defects go on as they are. */
function refusal(error: unknown): Answer {
  if (error instanceof SyntaxError) return problem(400, 'The body is not JSON.');
  if (error instanceof AwsError) return problem(400, error.message);
  if (!(error instanceof z.ZodError)) throw error;
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return problem(400, 'The body is not what this control takes.', { issues });
}

function offered(): readonly string[] {
  return CONTROL_ROUTES.map(({ method, shown }) => `${method} ${PREFIX}${shown}`);
}

function problem(status: number, error: string, more: object = {}): Answer {
  return json(status, { error, ...more });
}

function json(status: number, body: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}
