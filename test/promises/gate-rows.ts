import { setAccountStatus } from '../../local/twilio/world/accounts.ts';
import { addApiKey, deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import type { GateOptions, TestGate } from '../functions/handlers/gate-world.ts';
import { beginRotation } from '../functions/handlers/rotation.ts';
import { keySecret, tokenSecret } from '../functions/handlers/seed-example.ts';

/** A world in which version 0.1.0 was recorded; `name` is that of its fixture. */
export interface GateRow {
  readonly name: string;
  readonly options?: GateOptions;
  /** Whether the gate waits for something to end; the wait passes at once. */
  readonly pauses?: boolean;
  readonly arrange: (gate: TestGate) => void;
}

/** Have the form of an Auth Token and of a key's secret; Twilio never knew them. */
const UNKNOWN_TOKEN = '7c2d9e41b06f5a38e19d4c7b820f6a53';
const UNKNOWN_SECRET = 'q7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQe';
const PARENT_SID = 'AC68e4b453df2939a44b2a91959935a304';

/** Production in the state that its name says; the rest of the example configuration is good. */
export const GATE_ROWS: readonly GateRow[] = [
  { name: 'pass', arrange: () => undefined },
  {
    name: 'warn-label',
    options: { production: { credential: { kind: 'api-key', labelPrefix: 'production-' } } },
    arrange: () => undefined,
  },
  { name: 'stale-version', arrange: storeUnknown },
  { name: 'stale-version-shadow', options: shadow(), arrange: storeUnknown },
  {
    name: 'rejected',
    arrange: ({ twilio, keys }) => deleteApiKey(twilio.world, keys.production.sid),
  },
  {
    name: 'wrong-account',
    arrange: (gate) => gate.putSecret('production', keySecret(gate.keys.staging)),
  },
  {
    name: 'whitespace',
    arrange: (gate) => {
      const { apiKeySecret, ...rest } = keySecret(gate.keys.production);
      gate.putSecret('production', { ...rest, apiKeySecret: `${apiKeySecret}\n` });
    },
  },
  { name: 'missing-field', arrange: (gate) => gate.putSecret('production', '{}') },
  {
    name: 'secret-not-found',
    options: { production: { secret: { id: 'nowhere/twilio' } } },
    arrange: () => undefined,
  },
  {
    name: 'secret-access-denied',
    arrange: ({ aws, secretId }) =>
      aws.secrets.access.deny({ secretId: secretId('production'), denial: 'access' }),
  },
  {
    name: 'rotation-in-progress',
    // What is left after the first reading is shorter than a pause: the secret is read once.
    options: { speed: 1, remainingMs: 20_000 },
    pauses: true,
    arrange: (gate) => void beginRotation(gate),
  },
  {
    name: 'rate-limited',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'rate-limit', retryAfterSeconds: 0 }),
  },
  {
    name: 'twilio-unavailable-allowed',
    options: { production: { onInconclusive: 'allow' } },
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 503 }),
  },
  {
    name: 'suspended',
    arrange: ({ twilio, accounts }) =>
      void setAccountStatus(twilio.world, accounts.production.sid, 'suspended'),
  },
  {
    name: 'shared-credential',
    arrange: (gate) => gate.putSecret('staging', keySecret(gate.keys.production)),
  },
  {
    name: 'reach',
    options: {
      production: {
        account: { sid: PARENT_SID },
        credential: { kind: 'auth-token' },
      },
    },
    arrange: (gate) => gate.putSecret('production', tokenSecret(gate.accounts.parent)),
  },
  {
    name: 'over-privileged',
    options: { production: { credential: { kind: 'api-key', keyType: 'standard' } } },
    arrange: (gate) => {
      const accountSid = gate.accounts.production.sid;
      const key = addApiKey(gate.twilio.world, { accountSid, keyType: 'main' });
      gate.putSecret('production', keySecret(key));
    },
  },
  {
    name: 'webhook-token',
    options: { production: { webhookAuthToken: true } },
    arrange: (gate) => {
      const { authToken } = tokenSecret(gate.accounts.production);
      gate.putSecret('production', { ...keySecret(gate.keys.production), authToken });
    },
  },
  {
    name: 'webhook-token-rejected',
    options: { production: { webhookAuthToken: true } },
    arrange: (gate) =>
      gate.putSecret('production', {
        ...keySecret(gate.keys.production),
        authToken: UNKNOWN_TOKEN,
      }),
  },
];

function storeUnknown(gate: TestGate): void {
  gate.putSecret('production', {
    ...keySecret(gate.keys.production),
    apiKeySecret: UNKNOWN_SECRET,
  });
}

function shadow(): GateOptions {
  return { production: { mode: 'shadow' } };
}
