import { accessDenied } from './access-denied.ts';
import { deletedKey } from './deleted-key.ts';
import { overPrivileged } from './over-privileged.ts';
import { proxyHtml } from './proxy-html.ts';
import { rateLimited } from './rate-limited.ts';
import { restrictedKey } from './restricted-key.ts';
import { rotationInProgress } from './rotation-in-progress.ts';
import type { Scenario } from './scenario.ts';
import { secretDeleted } from './secret-deleted.ts';
import { secretsManagerDown } from './secrets-manager-down.ts';
import { shadowMode } from './shadow-mode.ts';
import { sharedCredential } from './shared-credential.ts';
import { slowTwilio } from './slow-twilio.ts';
import { snsDown } from './sns-down.ts';
import { staleToken } from './stale-token.ts';
import { suspendedSubaccount } from './suspended-subaccount.ts';
import { swappedEnvironments } from './swapped-environments.ts';
import { testCredentialsInProduction } from './test-credentials-in-production.ts';
import { trailingNewline } from './trailing-newline.ts';
import { twilioDown } from './twilio-down.ts';
import { wrongParent } from './wrong-parent.ts';

/** Every scenario, in the order of `--list`: what is stored, what Twilio says, what is out of order. */
export const ALL_SCENARIOS: readonly Scenario[] = [
  staleToken,
  rotationInProgress,
  swappedEnvironments,
  trailingNewline,
  testCredentialsInProduction,
  sharedCredential,
  deletedKey,
  suspendedSubaccount,
  wrongParent,
  overPrivileged,
  restrictedKey,
  twilioDown,
  rateLimited,
  slowTwilio,
  proxyHtml,
  secretDeleted,
  accessDenied,
  secretsManagerDown,
  snsDown,
  shadowMode,
];
