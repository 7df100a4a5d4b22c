import type { Cause } from './cause.ts';
import { accountClosed, accountSuspended } from './causes/account-inactive.ts';
import { auditorBlind } from './causes/auditor-blind.ts';
import { auditorUnread } from './causes/auditor-unread.ts';
import { OUTAGE_CAUSES } from './causes/could-not-tell.ts';
import { credentialRejected } from './causes/credential-rejected.ts';
import {
  accountTrial,
  credentialOverPrivileged,
  credentialWrongKind,
  environmentSharedCredential,
  environmentWrongParent,
  keyTypeTooNarrow,
} from './causes/declared-otherwise.ts';
import { FORMAT_CAUSES, formatWarning } from './causes/format-faults.ts';
import { keyKeptOtherwise } from './causes/key-audit.ts';
import { oauthNotVerified } from './causes/oauth-not-verified.ts';
import { permissionMissing } from './causes/permission-missing.ts';
import { credentialReachesOthers } from './causes/reaches-others.ts';
import { regionMismatch } from './causes/region-mismatch.ts';
import { rotationInProgress } from './causes/rotation-in-progress.ts';
import { secretMissingField, secretNotJson } from './causes/secret-content.ts';
import {
  awsUnavailable,
  secretAccessDenied,
  secretIdInvalid,
  secretKmsDenied,
  secretNotFound,
  secretNotText,
  secretPendingDeletion,
} from './causes/secret-unreadable.ts';
import { credentialStaleVersion } from './causes/stale-version.ts';
import { testCredentials } from './causes/test-credentials.ts';
import { WEBHOOK_REFUSALS, webhookTokenMissing } from './causes/webhook-token.ts';
import { environmentWrongAccount } from './causes/wrong-account.ts';

/** Every cause, in the order in which they must be mended: what hides the others comes first. */
export const ALL_CAUSES: readonly Cause[] = [
  secretNotFound,
  secretPendingDeletion,
  secretAccessDenied,
  secretKmsDenied,
  secretIdInvalid,
  secretNotText,
  secretNotJson,
  secretMissingField,
  webhookTokenMissing,
  ...FORMAT_CAUSES,
  testCredentials,
  environmentWrongAccount,
  credentialWrongKind,
  accountSuspended,
  accountClosed,
  environmentSharedCredential,
  environmentWrongParent,
  regionMismatch,
  credentialStaleVersion,
  credentialRejected,
  ...WEBHOOK_REFUSALS,
  credentialReachesOthers,
  credentialOverPrivileged,
  keyTypeTooNarrow,
  accountTrial,
  rotationInProgress,
  oauthNotVerified,
  permissionMissing,
  ...OUTAGE_CAUSES,
  auditorBlind,
  auditorUnread,
  awsUnavailable,
  formatWarning,
  keyKeptOtherwise,
];
