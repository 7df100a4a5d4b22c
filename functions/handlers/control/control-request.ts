import { isHidden, showValue } from '../../configuration/shown-value.ts';
import { OUTPUTS } from '../../contract.ts';
import { plainWords } from '../../domain/credential/plain-words.ts';
import { LONGEST_MINUTES } from '../../domain/history/control-state.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { plainLine } from '../../domain/text/plain-line.ts';
import { executionId } from '../gate/event-search.ts';
import {
  asksFor,
  environmentName,
  optional,
  readPayload,
  type Setting,
  setting,
  settings,
  textSetting,
} from '../run/payload-settings.ts';

interface Asking {
  readonly environment: string;
  readonly reason: string;
  readonly by?: string | undefined;
}

/** What the control function is asked to do. */
export type ControlRequest =
  | (Asking & { readonly kind: 'override'; readonly executionId: string; readonly minutes: number })
  | (Asking & { readonly kind: 'snooze'; readonly minutes: number })
  | { readonly kind: 'list' }
  | { readonly kind: 'revoke'; readonly id: string; readonly by?: string | undefined };

interface ControlPayload {
  readonly override?:
    | (Asking & { readonly executionId: string; readonly minutes: number })
    | undefined;
  readonly snooze?: (Asking & { readonly hours: number }) | undefined;
  readonly list?: object | undefined;
  readonly revoke?: { readonly id: string; readonly by?: string | undefined } | undefined;
}

const LONGEST_REASON = 200;
const LONGEST_CALLER = 256;
/** A principal as IAM writes it. */
const PRINCIPAL = /^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:[\w+=,.@/-]+$/;

const reason = personalText(LONGEST_REASON);
const by: Setting<string> = (value, place) =>
  typeof value === 'string' && value.length <= LONGEST_CALLER && PRINCIPAL.test(value)
    ? value
    : personalText(LONGEST_CALLER)(value, place);

const controlEvent = settings<ControlPayload>({
  override: optional(
    settings({
      environment: environmentName,
      executionId: setting(
        'must be the id of a pipeline execution, as 12345678-1234-1234-1234-123456789012',
        executionId,
      ),
      reason,
      minutes: wholeNumber(LONGEST_MINUTES.override),
      by: optional(by),
    }),
  ),
  snooze: optional(
    settings({
      environment: environmentName,
      reason,
      hours: wholeNumber(LONGEST_MINUTES.snooze / 60),
      by: optional(by),
    }),
  ),
  list: optional(settings({})),
  revoke: optional(
    settings({
      id: textSetting(
        'must be the id of an override or a snooze, as a list shows it',
        /^(?:override|snooze)\/[\w./-]{1,128}$/,
      ),
      by: optional(by),
    }),
  ),
});

const ALLOWED =
  'Allowed: one of {"override":{"environment":"NAME","executionId":"ID","reason":"TEXT","minutes":60}}, {"snooze":{"environment":"NAME","hours":8,"reason":"TEXT"}}, {"list":{}} and {"revoke":{"id":"ID"}}; all but {"list":{}} may have "by", the ARN of the caller.';

/** Reads a payload. Throws {@link PreflightError} `payload.invalid`. */
export function parseControlRequest(event: unknown): ControlRequest {
  const parsed = readPayload(event, controlEvent);
  if (asksFor(event, 'environment', 'environments', 'history')) {
    throw invalid(
      `this is the control function, which verifies nothing: ask the gate (${OUTPUTS.gateFunctionName} in the outputs of the stack)`,
    );
  }
  if (!parsed.ok) throw invalid(parsed.problem);
  const { override, snooze, list, revoke } = parsed.value;
  const requests: readonly ControlRequest[] = [
    ...(override === undefined ? [] : [{ kind: 'override', ...override } as const]),
    ...(snooze === undefined ? [] : [snoozeRequest(snooze)]),
    ...(list === undefined ? [] : [{ kind: 'list' } as const]),
    ...(revoke === undefined ? [] : [{ kind: 'revoke', ...revoke } as const]),
  ];
  const [request, ...others] = requests;
  if (request === undefined || others.length > 0) throw invalid('it must ask for one thing');
  return request;
}

function snoozeRequest({ hours, ...asking }: Asking & { readonly hours: number }): ControlRequest {
  return { kind: 'snooze', ...asking, minutes: hours * 60 };
}

function wholeNumber(most: number): Setting<number> {
  return setting(`must be a whole number from 1 to ${most}`, (value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most
      ? Number(value)
      : undefined,
  );
}

/**
 * What a person wrote, as one plain line. Where it holds something of the form of a secret only its plain
 * words stay: who opens a gate in an outage must not be stopped by a wording.
 */
function personalText(longest: number): Setting<string> {
  return setting(`must be a text of 1 to ${longest} characters`, (value) => {
    if (typeof value !== 'string' || value.length > longest) return undefined;
    const line = plainLine(value);
    const shown = isHidden(showValue(line)) ? plainWords(line) : line;
    return shown === '' ? undefined : shown;
  });
}

function invalid(problem: string): PreflightError {
  return new PreflightError(`The payload is not valid: ${problem}. ${ALLOWED}`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
