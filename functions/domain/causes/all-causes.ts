import { accountClosed, accountSuspended } from './account-inactive.ts';
import { auditorBlind } from './auditor-blind.ts';
import { auditorUnread } from './auditor-unread.ts';
import type { Cause } from './cause.ts';
import { credentialRejected } from './credential-rejected.ts';
import {
  accountTrial,
  credentialOverPrivileged,
  credentialWrongKind,
  environmentSharedCredential,
  environmentSharedIdentifier,
  environmentWrongParent,
  keyTypeTooNarrow,
} from './declared-otherwise.ts';
import { FORMAT_CAUSES, formatWarning } from './format-faults.ts';
import { keyKeptOtherwise } from './key-audit.ts';
import { OUTAGE_CAUSES } from './outages.ts';
import {
  accountUnnamed,
  permissionMissing,
  probeOpenToAll,
  resourcePermissionMissing,
} from './permission-missing.ts';
import { profileNotApproved } from './profile-not-approved.ts';
import { credentialReachesOthers } from './reaches-others.ts';
import { regionMismatch } from './region-mismatch.ts';
import { requestRefused, resourceRequestRefused } from './request-refused.ts';
import { resourceMissing, resourceOfOther } from './resource-missing.ts';
import { resourceNotCapable } from './resource-not-capable.ts';
import { resourceNotReady } from './resource-not-ready.ts';
import { rotationInProgress } from './rotation-in-progress.ts';
import { secondaryToken } from './secondary-token.ts';
import { secretMissingField, secretNotJson } from './secret-content.ts';
import {
  awsUnavailable,
  secretAccessDenied,
  secretArnIncomplete,
  secretIdInvalid,
  secretKmsDenied,
  secretNotFound,
  secretNotText,
  secretPendingDeletion,
} from './secret-unreadable.ts';
import { credentialStaleVersion } from './stale-version.ts';
import { TEST_CALL_SHOWS, testCallFailed } from './test-call-failed.ts';
import { testCredentials } from './test-credentials.ts';
import { unknownEnvironment } from './unknown-environment.ts';
import { WEBHOOK_REFUSALS, webhookTokenMissing } from './webhook-token.ts';
import { environmentWrongAccount } from './wrong-account.ts';

/** Every cause, in the order in which they must be fixed: what hides the others comes first. */
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
  secondaryToken,
  credentialReachesOthers,
  credentialOverPrivileged,
  keyTypeTooNarrow,
  accountTrial,
  resourceOfOther,
  resourceMissing,
  resourceNotCapable,
  profileNotApproved,
  resourceNotReady,
  testCallFailed,
  ...TEST_CALL_SHOWS,
  rotationInProgress,
  requestRefused,
  resourceRequestRefused,
  permissionMissing,
  resourcePermissionMissing,
  accountUnnamed,
  probeOpenToAll,
  ...OUTAGE_CAUSES,
  auditorBlind,
  auditorUnread,
  awsUnavailable,
  secretArnIncomplete,
  environmentSharedIdentifier,
  formatWarning,
  keyKeptOtherwise,
  unknownEnvironment,
];
