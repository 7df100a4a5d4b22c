import { accountActive } from './account-active.ts';
import { accountIdentity } from './account-identity.ts';
import { accountParent } from './account-parent.ts';
import { keyAge } from './audit/key-age.ts';
import { keyLabel } from './audit/key-label.ts';
import { keyPresent } from './audit/key-present.ts';
import { keyStray } from './audit/key-stray.ts';
import { secretAge } from './audit/secret-age.ts';
import { secretRotation } from './audit/secret-rotation.ts';
import type { Check, Judgement } from './check.ts';
import { credentialAccepted } from './credential-accepted.ts';
import { credentialFormat } from './credential-format.ts';
import { credentialKeyType } from './credential-key-type.ts';
import { credentialKind } from './credential-kind.ts';
import { credentialReach } from './credential-reach.ts';
import { environmentIsolation } from './environment-isolation.ts';
import { resourceApplications } from './resources/applications.ts';
import { resourceMessagingServices } from './resources/messaging-services.ts';
import { resourcePhoneNumbers } from './resources/phone-numbers.ts';
import { readyToSend } from './resources/ready-to-send.ts';
import { resourceVerifyServices } from './resources/verify-services.ts';
import { secretReadable } from './secret-readable.ts';
import { secretShape } from './secret-shape.ts';
import { testCall } from './test-call.ts';
import { webhookAuthToken } from './webhook-auth-token.ts';

/**
 * Every check, in the order of the report: offline first, then what Twilio answered, then how the key
 * is kept.
 */
export const ALL_CHECKS: readonly Check<Judgement>[] = [
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
  resourcePhoneNumbers,
  resourceMessagingServices,
  resourceApplications,
  resourceVerifyServices,
  readyToSend,
  testCall,
  keyPresent,
  keyAge,
  keyLabel,
  keyStray,
  secretRotation,
  secretAge,
];
