import { composeGate } from '../compose.ts';
import { composeRunBase, type RunBase } from '../compose-base.ts';
import { withTimeLimit } from '../domain/concurrency/time-limit.ts';
import { idOfControl, isActive, isDue, leaseEvent } from '../domain/history/control-state.ts';
import type { Control, ControlAnswer } from '../domain/model/control.ts';
import { PreflightError } from '../domain/model/preflight-error.ts';
import {
  type ControlContext,
  notifyControl,
  publishLeased,
} from '../domain/notifications/notify-control.ts';
import { momentText } from '../domain/text/moment.ts';
import { type ControlRequest, parseControlRequest } from './control/control-request.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import { msUntil } from './run/invocation.ts';
import { selectDeclared } from './run/verify.ts';

type Begun = Extract<ControlRequest, { readonly minutes: number }>;
type Revocation = Extract<ControlRequest, { readonly kind: 'revoke' }>;

interface Session extends ControlContext {
  readonly requestId: string | undefined;
}

/** Other writers of the same control that may come first. */
const MOST_TRIES = 5;

/**
 * Makes the handler: sets, lists and revokes overrides and snoozes, and notifies people of one that was set or
 * revoked.
 *
 * Throws {@link PreflightError}: `payload.invalid`, `config.unknown-environment`, `control.refused` for one
 * that is set already and for none to revoke, `history.absent` without a table, `history.unavailable`.
 */
export function createControlHandler(base: RunBase, compose: ComposeGate): Handler {
  return createHandler(base, compose, async (event, invocation) => {
    const request = parseControlRequest(event);
    if ('environment' in request) selectDeclared([request.environment], invocation);
    const { controls, clock, log, alerts } = invocation.base;
    if (controls === undefined) {
      throw new PreflightError('Nothing can be set: this was deployed without a table of runs.', {
        code: 'history.absent',
        fault: 'operator',
      });
    }
    const limit = { clock, limitMs: msUntil('alertsMs', invocation) };
    const { requestId } = invocation;
    const answered = await withTimeLimit(limit, (signal) =>
      answer(request, { controls, clock, log, alerts, requestId, signal }),
    );
    return { schemaVersion: 1, controls: answered } satisfies ControlAnswer;
  });
}

const base = composeRunBase();

/**
 * The control function: a person opens the gate for one execution, or snoozes reminders. It verifies nothing
 * and reads no secret. The event is never logged.
 */
export const handler: Handler = createControlHandler(base, () => composeGate(base));

async function answer(request: ControlRequest, session: Session): Promise<readonly Control[]> {
  switch (request.kind) {
    case 'override':
    case 'snooze':
      return [await begin(request, session)];
    case 'revoke':
      return [await revoke(request, session)];
    case 'list': {
      const all = await session.controls.list(session);
      return all.toSorted((one, other) => other.beganAt.localeCompare(one.beganAt));
    }
  }
}

/** Lambda delivers an asynchronous invocation again with the same request id: that sets nothing new. */
async function begin(request: Begun, session: Session): Promise<Control> {
  const { controls, clock, log, requestId } = session;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const now = clock.now();
    const next = begunBy(request, session, now);
    const before = await controls.read(next.id, session);
    if (before?.requestId !== undefined && before.requestId === requestId) return before;
    const control = { ...next, revision: await revisionAfter(before, session, now) };
    if ((await controls.put(control, session)) !== 'stored') continue;
    log.warn('a control was set', { control: control.id, by: control.by ?? '' });
    await publishLeased(control, 'begun', session);
    return control;
  }
  throw refused(CONTENTION);
}

const CONTENTION = 'Others set and revoke the same at this moment. Try again';

/** Of the control that takes the place of one before, which must have ended. */
async function revisionAfter(
  before: Control | undefined,
  session: Session,
  now: Date,
): Promise<number> {
  if (before === undefined) return 1;
  const { id, endsAt, revision } = before;
  if (isActive(before, now)) {
    throw refused(`${id} is set until ${momentText(endsAt)}. To set another one revoke it first`);
  }
  if (!isDue(before, 'ended', now)) return revision + 1;
  // Once its place is taken the watch would find nothing to notify people of.
  await notifyControl(before, 'ended', session);
  return ((await session.controls.read(id, session))?.revision ?? 0) + 1;
}

function begunBy(request: Begun, { requestId }: Session, now: Date): Control {
  const { minutes, ...asked } = request;
  const beganAt = now.toISOString();
  const endsAt = new Date(now.getTime() + minutes * 60_000).toISOString();
  const common = { id: '', requestId, beganAt, endsAt, revision: 0, notified: {} };
  const control = leaseEvent({ ...asked, ...common }, 'begun', now);
  return { ...control, id: idOfControl(control) };
}

/** Ends it now, and notifies people of that; the watch does it where this could not. */
async function revoke({ id, by }: Revocation, session: Session): Promise<Control> {
  const { controls, clock, log, requestId } = session;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const known = await controls.read(id, session);
    if (known === undefined) throw refused(`${id} is not set`);
    const now = clock.now();
    if (!isActive(known, now)) throw refused(`${id} has ended (${momentText(known.endsAt)})`);
    const revoked = { by, requestId };
    const revision = known.revision + 1;
    const next = { ...known, revision, endsAt: now.toISOString(), revoked };
    if ((await controls.put(next, session)) !== 'stored') continue;
    log.warn('a control was revoked', { control: id, by: by ?? '' });
    await notifyControl(next, 'ended', session);
    return next;
  }
  throw refused(CONTENTION);
}

function refused(problem: string): PreflightError {
  return new PreflightError(`${problem}.`, { code: 'control.refused', fault: 'operator' });
}
