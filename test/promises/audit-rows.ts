import { addApiKey, deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import type { AuditWorld, AuditWorldOptions } from '../functions/handlers/audit-world.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';

/** A world in which an audit of version 0.1.0 was recorded; `name` is that of its fixture. */
export interface AuditRow {
  readonly name: string;
  readonly options?: AuditWorldOptions;
  readonly arrange: (world: AuditWorld) => void;
}

const OLD = new Date('2020-01-01T00:00:00Z');
const MANAGED_SECRET = 'managed/twilio';

/** Together they have findings of every check and every status. */
export const AUDIT_ROWS: readonly AuditRow[] = [
  { name: 'audit-good', arrange: () => undefined },
  {
    name: 'audit-findings',
    options: {
      production: {
        secret: { id: MANAGED_SECRET },
        credential: { kind: 'api-key', maxAgeDays: 30, labelPrefix: 'production-' },
      },
    },
    arrange: ({ aws, twilio, accounts, keys }) => {
      const key = {
        accountSid: accounts.production.sid,
        keyType: 'standard',
        createdAt: OLD,
      } as const;
      const old = addApiKey(twilio.world, key);
      addApiKey(twilio.world, { ...key, friendlyName: 'a laptop' });
      const value = JSON.stringify(keySecret(old));
      aws.secrets.create({ name: MANAGED_SECRET, value, type: 'TwilioApiKey' });
      deleteApiKey(twilio.world, keys.staging.sid);
    },
  },
  {
    name: 'audit-twilio-blocked',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 403 }),
  },
  {
    name: 'audit-secret-denied',
    arrange: ({ aws, secretId }) =>
      aws.secrets.access.deny({ secretId: secretId('production'), denial: 'access' }),
  },
];
