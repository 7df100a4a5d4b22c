import { CONTROL_PARTITION } from '../../contract.ts';
import { idOfControl } from '../../domain/history/control-state.ts';
import type { Control, Controls, Override } from '../../domain/model/control.ts';
import type { CallLimits } from './create-request-handler.ts';
import { type Attributes, createRevisedItems, unavailable } from './revised-items.ts';

/** Stored for so long after its end, for a person who looks; then DynamoDB's TTL takes it away. */
const KEPT_MS = 30 * 86_400_000;

/**
 * Overrides and snoozes in the table of runs: `CONTROL` / `override/ENVIRONMENT/EXECUTION`, each a
 * conditional write. An item that says another environment or execution than its key is not believed.
 *
 * Throws `PreflightError` `history.unavailable` where DynamoDB gives no usable answer.
 */
export function createControls(options: CallLimits & { readonly table: string }): Controls {
  const { read, put, list } = createRevisedItems(options);
  return {
    read: async (id, call) => {
      const item = await read({ pk: CONTROL_PARTITION, sk: id }, call);
      if (item['sk'] === undefined) return undefined;
      const control = controlOf(item);
      if (control !== undefined) return control;
      throw unavailable('it has an override or a snooze that this version cannot read');
    },
    put: (control, call) => put(itemOfControl(control), call),
    list: async (call) =>
      (await list(CONTROL_PARTITION, call)).flatMap((item) => controlOf(item) ?? []),
  };
}

/** The whole as JSON, and beside it what a person looks for in the console. */
function itemOfControl(control: Control) {
  const { id, revision, environment, reason, by, beganAt, endsAt } = control;
  const expiresAt = Math.ceil((Date.parse(endsAt) + KEPT_MS) / 1_000);
  const shown = { revision, environment, reason, by, beganAt, endsAt, expiresAt };
  return { pk: CONTROL_PARTITION, sk: id, ...shown, control: JSON.stringify(control) };
}

function controlOf({ sk, control: stored }: Attributes): Control | undefined {
  const value = jsonValue(String(stored));
  return isControl(value) && value.id === sk && idOfControl(value) === sk ? value : undefined;
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Longer than any that the control function takes. */
const LONGEST_TEXT = 300;

/** By the members that decide or are shown, without a schema, since a gate loads it when it is about to block. */
function isControl(value: unknown): value is Control {
  if (!isObject(value)) return false;
  const { kind, executionId = '', ...members } = value as Partial<Override> & { kind?: unknown };
  const { environment, reason, by = '', requestId = '' } = members;
  const { beganAt, endsAt, revision, notified, revoked = {} } = members;
  const { used = { at: beganAt } } = members;
  return (
    (kind === 'override' || kind === 'snooze') &&
    [environment, executionId, reason, by, requestId].every(isShortText) &&
    [beganAt, endsAt, used?.at].every(isMoment) &&
    [notified, revoked].every(isObject) &&
    Number.isInteger(revision)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
