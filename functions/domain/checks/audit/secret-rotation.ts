import { dayOf } from '../../facts/age-days.ts';
import { isRotationStuck, ROTATION_GRACE_MS } from '../../facts/follow-up-answers.ts';
import { type CheckResult, skipped } from '../../model/check-result.ts';
import type { SecretMetadata } from '../../model/follow-up.ts';
import type { Check } from '../check.ts';

/**
 * AWS keeps this type for the key that rotates others, and never rotates it.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partner-Twilio.html
 */
const NEVER_ROTATED = 'TwilioMainApiKey';

/**
 * Where AWS rotates the secret, it does so in time. A managed Twilio secret whose rotation is off is a
 * warning too: the type is there for the rotation. A secret of no managed type need not be rotated;
 * `secret.age` says how long it has been the same.
 */
export const secretRotation: Check = {
  id: 'secret.rotation',
  title: 'AWS rotates the secret in time, where it is to rotate it',
  tier: 'audit',
  judge: ({ evidence: { audit, asOf } }) =>
    audit?.metadata === undefined
      ? {
          status: 'inconclusive',
          message: 'DescribeSecret was denied or gave no answer: its rotation is not known',
        }
      : judgeRotation(audit.metadata, asOf),
};

function judgeRotation(metadata: SecretMetadata, asOf: string): CheckResult {
  const { managedType = 'no managed type', rotationEnabled } = metadata;
  if (managedType === NEVER_ROTATED) {
    return skipped(`its type is ${managedType}, which AWS never rotates: rotate it by hand`);
  }
  if (rotationEnabled) return judgeDates(metadata, asOf);
  return managedType.startsWith('Twilio')
    ? warn(`its type is ${managedType}, and its rotation is off`)
    : skipped('AWS does not rotate it; secret.age tells how old it is');
}

function judgeDates(metadata: SecretMetadata, asOf: string): CheckResult {
  const { nextRotationAt, lastRotatedAt } = metadata;
  const last =
    lastRotatedAt === undefined ? 'never rotated yet' : `last rotated ${dayOf(lastRotatedAt)}`;
  if (isRotationStuck(metadata, asOf)) {
    return warn(`${last}: a rotation began and did not end; AWSPENDING still names its version`);
  }
  if (nextRotationAt === undefined) {
    return lastRotatedAt === undefined
      ? warn('its rotation is on, and AWS tells neither a last nor a next one')
      : { status: 'pass', message: last };
  }
  if (Date.parse(asOf) - Date.parse(nextRotationAt) > ROTATION_GRACE_MS) {
    return warn(`${last}: a rotation was due ${dayOf(nextRotationAt)} and has not taken place`);
  }
  return { status: 'pass', message: `${last}, next by ${dayOf(nextRotationAt)}` };
}

function warn(message: string): CheckResult {
  return { status: 'warn', message };
}
