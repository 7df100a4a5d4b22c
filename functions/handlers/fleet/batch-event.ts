import type { FleetMember, InventoryFinding } from '../../domain/model/fleet-member.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import {
  listOf,
  optional,
  readPayload,
  type Setting,
  setting,
  settings,
  textSetting,
} from '../run/payload-settings.ts';

/** What the state machine hands to the verifier: an item batcher's input. */
export interface Batch {
  readonly runId: string;
  /** One or more, with different indices. */
  readonly members: readonly FleetMember[];
}

/** The name of an execution: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const runIdSetting: Setting<string> = textSetting(
  'must be the name of an execution: 1 to 80 letters, digits, hyphens and underscores',
  /^[A-Za-z0-9_-]{1,80}$/,
);

export const wholeNumberSetting: Setting<number> = setting(
  'must be a whole number from 0',
  (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined),
);

// A finding names a secret, which may have 512 characters by itself.
const line = textSetting(
  'must be a text of 1 to 1,024 characters on one line',
  /^[^\p{Cc}]{1,1024}$/u,
);

const batchEvent = settings<{
  readonly BatchInput: { readonly runId: string };
  readonly Items: readonly FleetMember[];
}>({
  BatchInput: settings<{ readonly runId: string }>({ runId: runIdSetting }),
  Items: listOf(
    'must be a list of at least one member',
    settings<FleetMember>({
      index: wholeNumberSetting,
      member: line,
      accountSid: optional(textSetting('must be an Account SID, or absent', /^AC[0-9a-fA-F]{32}$/)),
      finding: optional(
        settings<InventoryFinding>({
          verdict: setting('must be "fail", "inconclusive" or "warn"', (value) =>
            (['fail', 'inconclusive', 'warn'] as const).find((verdict) => verdict === value),
          ),
          cause: optional(textSetting('must be the id of a cause', /^[a-z.-]{1,64}$/)),
          summary: line,
        }),
      ),
    }),
  ),
});

const SHAPE =
  'Allowed: {"BatchInput":{"runId":"NAME"},"Items":[{"index":0,"member":"NAME","accountSid":"AC…"},…]}, as the state machine of the fleet sends it.';

/** Reads an event; throws {@link PreflightError} `payload.invalid`, which names paths and no value. */
export function parseBatch(event: unknown): Batch {
  const parsed = readPayload(event, batchEvent);
  if (!parsed.ok) throw invalid(parsed.problem);
  const { BatchInput, Items: members } = parsed.value;
  const indices = new Set(members.map(({ index }) => index));
  if (indices.size < members.length) throw invalid('two items of "Items" have the same "index"');
  return { runId: BatchInput.runId, members };
}

function invalid(problem: string): PreflightError {
  return new PreflightError(`The payload is not valid: ${problem}. ${SHAPE}`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
