import type { Controls } from '../model/control.ts';
import type { AlertSink, CallOptions, Clock, SecretReader } from '../model/ports.ts';
import type { RunHistory } from '../model/run-history.ts';
import type { TwilioApi, TwilioQuestion, TwilioReply } from '../model/twilio-api.ts';
import { withTimeLimit } from './time-limit.ts';

/** After its signal a port may take so long to say how its call ended. */
const GRACE_MS = 500;

/** The detail of a question that was not answered before the run was over. */
export const OUT_OF_TIME = 'the time for this verification ran out before Twilio answered';

/** Ends one call of a port with the signal that it was given, though the port ignores it. */
type Bound = <T>(
  call: CallOptions & { readonly what: string },
  work: (options: CallOptions) => Promise<T>,
) => Promise<T>;

function boundBy(clock: Clock): Bound {
  return ({ what, signal: parent, ...options }, work) =>
    withTimeLimit({ clock, parent, graceMs: GRACE_MS, what }, (signal) =>
      work({ ...options, signal }),
    );
}

/** The ports that a verification asks, whose calls end with their signal. */
export function boundedPorts({ secrets, twilio, clock }: AskedPorts): AskedPorts {
  return { secrets: boundedSecrets(secrets, clock), twilio: boundedTwilio(twilio, clock), clock };
}

interface AskedPorts {
  readonly secrets: SecretReader;
  readonly twilio: TwilioApi;
  readonly clock: Clock;
}

/** Secrets whose readings end with their signal: as `unavailable` where the reader ignores it. */
function boundedSecrets(secrets: SecretReader, clock: Clock): SecretReader {
  const bound = boundBy(clock);
  const what = 'Secrets Manager';
  return {
    read: async (secret, versionStage, options) => {
      try {
        return await bound({ ...options, what }, (call) =>
          secrets.read(secret, versionStage, call),
        );
      } catch (error) {
        if (!options.signal.aborted) throw error;
        const message = `No answer from ${what} in time.`;
        return { outcome: 'failed', failure: 'unavailable', message };
      }
    },
    describe: async (secret, options) => {
      try {
        return await bound({ ...options, what }, (call) => secrets.describe(secret, call));
      } catch (error) {
        if (!options.signal.aborted) throw error;
        return undefined;
      }
    },
  };
}

/** A Twilio whose questions end with their signal: with `no-answer` where the transport ignores it. */
function boundedTwilio(twilio: TwilioApi, clock: Clock): TwilioApi {
  const bound = boundBy(clock);
  return {
    ask: async (question, options) => {
      const startedMs = clock.monotonicMs();
      try {
        return await bound({ ...options, what: 'Twilio' }, (call) => twilio.ask(question, call));
      } catch (error) {
        if (!options.signal.aborted) throw error;
        return unanswered(question, { attempts: 1, durationMs: clock.monotonicMs() - startedMs });
      }
    },
  };
}

/** The reply to a question whose time ran out, after so many attempts that were begun. */
export function unanswered(
  { product, path, form }: TwilioQuestion,
  { attempts, durationMs }: Pick<TwilioReply, 'attempts' | 'durationMs'>,
): TwilioReply {
  return {
    kind: 'no-answer',
    reason: 'out-of-time',
    detail: OUT_OF_TIME,
    request: `${form === undefined ? 'GET' : 'POST'} https://${product}.twilio.com${path}`,
    attempts,
    requestIds: [],
    durationMs: Math.round(durationMs),
  };
}

/** A topic whose publishing ends with its signal. */
export function boundedAlerts(alerts: AlertSink, clock: Clock): AlertSink {
  const bound = boundBy(clock);
  return {
    publish: (alert, options) =>
      bound({ ...options, what: 'The alert topic' }, (call) => alerts.publish(alert, call)),
  };
}

const TABLE = 'The table of runs';

/** A history whose calls end with their signal. */
export function boundedHistory(history: RunHistory, clock: Clock): RunHistory {
  const bound = boundBy(clock);
  return {
    record: (run, options) =>
      bound({ ...options, what: TABLE }, (call) => history.record(run, call)),
    readState: (subject, options) =>
      bound({ ...options, what: TABLE }, (call) => history.readState(subject, call)),
    putState: (subject, state, options) =>
      bound({ ...options, what: TABLE }, (call) => history.putState(subject, state, call)),
    listRuns: (query, options) =>
      bound({ ...options, what: TABLE }, (call) => history.listRuns(query, call)),
  };
}

/** Controls whose calls end with their signal. */
export function boundedControls(controls: Controls, clock: Clock): Controls {
  const bound = boundBy(clock);
  return {
    read: (id, options) => bound({ ...options, what: TABLE }, (call) => controls.read(id, call)),
    put: (control, options) =>
      bound({ ...options, what: TABLE }, (call) => controls.put(control, call)),
    list: (options) => bound({ ...options, what: TABLE }, (call) => controls.list(call)),
  };
}
