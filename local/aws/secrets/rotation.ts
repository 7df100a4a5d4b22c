import type { Secret } from './secret.ts';
import { moveStage, versionAt } from './version-stages.ts';

/** The secrets that Secrets Manager manages for Twilio, by their `Type`. */
export const MANAGED_TYPES = ['TwilioApiKey', 'TwilioAuthToken', 'TwilioMainApiKey'] as const;
export type ManagedSecretType = (typeof MANAGED_TYPES)[number];

/** `RotationRules` of RotateSecret. */
export interface RotationRules {
  readonly AutomaticallyAfterDays?: number | undefined;
  /** Length of the window, such as `3h`. */
  readonly Duration?: string | undefined;
  /** `rate(…)` or `cron(…)`. */
  readonly ScheduleExpression?: string | undefined;
}

/** How a secret is rotated; no rotation begins by itself here, only RotateSecret begins one. */
export interface Rotation {
  readonly isEnabled: boolean;
  readonly rules: RotationRules;
  readonly metadata: Readonly<Record<string, string>>;
  readonly roleArn: string;
  /** When the schedule was set, or the last rotation ended. */
  readonly countedFrom: Date;
  readonly lastRotated?: Date | undefined;
  /** While a new value waits to become AWSCURRENT: when that happens. */
  readonly ends?: Date | undefined;
}

/**
 * The partner's part of a rotation: makes a new credential of the stored one and gives the new
 * SecretString, or undefined where it cannot.
 */
export type PartnerRotation = (rotating: {
  readonly type: ManagedSecretType;
  readonly value: string;
  readonly metadata: Rotation['metadata'];
}) => string | undefined;

/** Makes the new value AWSCURRENT once its time has come. */
export function endDueRotation(secret: Secret, now: Date): void {
  const { rotation } = secret;
  const version = versionAt(secret, 'AWSPENDING');
  if (rotation?.ends === undefined || rotation.ends > now || version === undefined) return;
  const { ends } = rotation;
  secret.rotation = { ...rotation, ends: undefined, lastRotated: ends, countedFrom: ends };
  secret.changedAt = ends;
  version.stages.delete('AWSPENDING');
  moveStage(secret, 'AWSCURRENT', version);
}
