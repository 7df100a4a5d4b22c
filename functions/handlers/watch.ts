import { composeGate } from '../compose.ts';
import { composeRunBase, type RunBase } from '../compose-base.ts';
import { environmentsOfSecret } from '../configuration/environments-of-secret.ts';
import type { Report } from '../domain/model/report.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import type { Invocation } from './run/invocation.ts';
import { type Asked, announce, type GateForm, runForm } from './run/run-form.ts';
import { selectDeclared } from './run/verify.ts';
import { parseWatchRequest, type WatchRequest } from './watch/watch-request.ts';

/**
 * Verifies between deploys, keeps what it found, alerts on what is new, and returns the report. A rotation
 * that takes longer than the run waits is found again by the next one. People are notified of overrides and
 * snoozes that have ended since. Throws `PreflightError`
 * `config.invalid` and `config.unknown-environment`: a watch that cannot begin is a failed function,
 * which raises an alarm.
 */
const WATCH: GateForm<WatchRequest, Asked, RunBase, Report> = {
  parse: (request, invocation) => {
    const { trigger } = request;
    const names = namesOf(request, invocation);
    selectDeclared(names, invocation);
    const origin = trigger === 'secret-change' ? { secretVersionId: request.versionId } : {};
    return { trigger, subject: { names }, origin };
  },
  waits: { kind: 'in-run' },
  onError: 'throw',
  respond: async (decided, invocation) => {
    await announce(decided, invocation);
    const { report } = decided;
    const { controls } = invocation.base;
    if (controls === undefined) return report;
    const { withControls } = await import('./watch/control-notices.ts');
    return await withControls(report, controls, invocation);
  },
};

/** Those that the event asks for, or whose secret changed. */
function namesOf(request: WatchRequest, { gate }: Invocation): readonly string[] {
  if (request.trigger !== 'secret-change') return request.environments;
  const { configuration, region } = gate();
  return environmentsOfSecret(configuration, request.secret, region).map(({ name }) => name);
}

/** Makes the handler of the watch. A changed secret that no environment declares is not verified. */
export function createWatchHandler(base: RunBase, compose: ComposeGate): Handler {
  return createHandler(base, compose, async (event, invocation) => {
    const request = parseWatchRequest(event);
    if (request.trigger === 'secret-change' && namesOf(request, invocation).length === 0) {
      invocation.base.log.info('a secret changed that no environment declares: nothing to verify');
      return undefined;
    }
    return await runForm(WATCH, request, invocation);
  });
}

const base = composeRunBase();

/**
 * The watch function: verifies on a schedule, when a declared secret gets another current version, and
 * when an application's calls to Twilio are refused. The event is never logged.
 */
export const handler: Handler = createWatchHandler(base, () => composeGate(base));
