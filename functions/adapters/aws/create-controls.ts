import { CONTROL_PARTITION } from '../../contract.ts';
import { idOfControl } from '../../domain/history/control-state.ts';
import type { Control, Controls } from '../../domain/model/control.ts';
import { controlSchema } from '../../domain/model/schemas/control-schema.ts';
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
  try {
    const { success, data } = controlSchema.safeParse(JSON.parse(String(stored)));
    return success && data.id === sk && idOfControl(data) === sk ? data : undefined;
  } catch {
    return undefined;
  }
}
