import { accountActive } from './account-active.ts';
import { accountIdentity } from './account-identity.ts';
import { accountParent } from './account-parent.ts';
import type { Check } from './check.ts';
import { credentialAccepted } from './credential-accepted.ts';
import { credentialFormat } from './credential-format.ts';
import { credentialKeyType } from './credential-key-type.ts';
import { credentialKind } from './credential-kind.ts';
import { credentialReach } from './credential-reach.ts';
import { environmentIsolation } from './environment-isolation.ts';
import { secretReadable } from './secret-readable.ts';
import { secretShape } from './secret-shape.ts';
import { webhookAuthToken } from './webhook-auth-token.ts';

/** Every check, in the order of the report: offline first, then what Twilio answered. */
export const ALL_CHECKS: readonly Check[] = [
  secretReadable,
  secretShape,
  credentialFormat,
  credentialKind,
  environmentIsolation,
  credentialAccepted,
  accountIdentity,
  accountParent,
  accountActive,
  credentialKeyType,
  credentialReach,
  webhookAuthToken,
];
