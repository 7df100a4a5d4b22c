import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type OperationInput } from '../wire/operation.ts';
import { text } from '../wire/validation.ts';
import type { ManagedSecretType, PartnerRotation, Rotation } from './rotation.ts';
import { type Secret, type SecretVersion, secretNames } from './secret.ts';
import { scopeOf, secretId, versionId } from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';
import { moveStage, versionAt } from './version-stages.ts';

/** How long a promoted Auth Token waits to become AWSCURRENT, in seconds. */
const DEFAULT_PROPAGATION_SECONDS = 60;
const MAX_PROPAGATION_SECONDS = 300;

const rotateInput = {
  SecretId: secretId,
  ClientRequestToken: versionId.optional(),
  RotationRules: z
    .strictObject({
      AutomaticallyAfterDays: z.number().int().min(1).max(1000).optional(),
      Duration: text(2, 3)
        .regex(/^[0-9]+h$/)
        .optional(),
      ScheduleExpression: text(1, 256)
        .regex(/^[0-9A-Za-z()#?*\-/, ]+$/)
        .optional(),
    })
    .optional(),
  ExternalSecretRotationMetadata: z
    .array(z.strictObject({ Key: text(1, 256), Value: text(1, 2048) }))
    .optional(),
  ExternalSecretRotationRoleArn: text(20, 2048).optional(),
  RotateImmediately: z.boolean().default(true),
};

/**
 * RotateSecret of a secret that AWS manages; rotation functions do not run here.
 *
 * The partner makes the new value at once, and it is AWSPENDING then. An API key is AWSCURRENT at once
 * too. An Auth Token only after `propagationDelaySeconds` (default 60, at most 300): until then AWSCURRENT
 * names a token that Twilio no longer takes. A partner that fails leaves an empty AWSPENDING.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partner-TwilioAuthToken.html
 */
export function rotateSecret(vault: SecretVault, partner: PartnerRotation): Operation {
  const rotate = (secret: Secret, beginning: Beginning): void => {
    const { id, type, rotation, delayMs, now } = beginning;
    const before = versionAt(secret, 'AWSCURRENT')?.payload;
    const value = before && 'SecretString' in before ? before.SecretString : '';
    const version: SecretVersion = { id, stages: new Set(), createdAt: now };
    secret.versions.set(id, version);
    moveStage(secret, 'AWSPENDING', version);
    const rotated = partner({ type, value, metadata: rotation.metadata });
    if (rotated === undefined) return;
    version.payload = { SecretString: rotated };
    secret.rotation = { ...rotation, ends: new Date(now.getTime() + delayMs) };
    // To look for a secret ends what is due; the timer does it where no caller looks.
    vault.find(secret.arn, secret);
    setTimeout(() => vault.find(secret.arn, secret), delayMs).unref();
  };
  return defineOperation(rotateInput, (input, context) => {
    const secret = vault.getLive(input.SecretId, scopeOf(context));
    const type = rotatableType(secret);
    checkIdle(secret);
    const rotation = configured(secret, input, context.now);
    const delayMs = delayOf(type, rotation.metadata);
    secret.rotation = rotation;
    const id = input.ClientRequestToken ?? randomUUID();
    if (input.RotateImmediately) rotate(secret, { id, type, rotation, delayMs, now: context.now });
    return { ...secretNames(secret), VersionId: id };
  });
}

interface Beginning {
  /** Of the new version. */
  readonly id: string;
  readonly type: ManagedSecretType;
  readonly rotation: Rotation;
  /** Until the new value becomes AWSCURRENT. */
  readonly delayMs: number;
  readonly now: Date;
}

/** CancelRotateSecret: turns rotation off; a value that waits stays AWSPENDING. */
export function cancelRotateSecret(vault: SecretVault): Operation {
  return defineOperation({ SecretId: secretId }, ({ SecretId }, context) => {
    const secret = vault.getLive(SecretId, scopeOf(context));
    if (secret.rotation === undefined) throw invalidRequest('The secret has no rotation.');
    secret.rotation = { ...secret.rotation, isEnabled: false, ends: undefined };
    const VersionId = versionAt(secret, 'AWSPENDING')?.id;
    return { ...secretNames(secret), VersionId };
  });
}

function configured(
  { rotation }: Secret,
  input: OperationInput<typeof rotateInput>,
  now: Date,
): Rotation {
  const roleArn = input.ExternalSecretRotationRoleArn ?? rotation?.roleArn;
  if (roleArn === undefined) {
    throw invalidRequest('The rotation of a managed secret needs ExternalSecretRotationRoleArn.');
  }
  const entries = input.ExternalSecretRotationMetadata;
  const metadata =
    entries && Object.fromEntries(entries.map(({ Key, Value }) => [Key, Value] as const));
  return {
    isEnabled: true,
    rules: input.RotationRules ?? rotation?.rules ?? {},
    metadata: metadata ?? rotation?.metadata ?? {},
    roleArn,
    countedFrom: now,
    lastRotated: rotation?.lastRotated,
  };
}

function rotatableType({
  metadata: { Type },
}: Secret): Exclude<ManagedSecretType, 'TwilioMainApiKey'> {
  if (Type === 'TwilioApiKey' || Type === 'TwilioAuthToken') return Type;
  throw invalidRequest(
    Type === undefined
      ? 'No Lambda rotation function ARN is associated with this secret.'
      : `A secret of type ${Type} is not rotated: the partner has no API for it.`,
  );
}

/** A label AWSPENDING on another version than AWSCURRENT means that a rotation has not ended. */
function checkIdle(secret: Secret): void {
  const pending = versionAt(secret, 'AWSPENDING');
  if (pending === undefined || pending.stages.has('AWSCURRENT')) return;
  throw invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
}

/** How long the new value waits, by the metadata that the partner wants for the type. */
function delayOf(type: ManagedSecretType, metadata: Rotation['metadata']): number {
  if (type === 'TwilioApiKey') {
    if (metadata['adminSecretArn'] !== undefined) return 0;
    throw invalidParameter('The rotation of a TwilioApiKey needs the metadata adminSecretArn.');
  }
  const seconds = Number(metadata['propagationDelaySeconds'] ?? DEFAULT_PROPAGATION_SECONDS);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_PROPAGATION_SECONDS) {
    return seconds * 1000;
  }
  throw invalidParameter(
    `propagationDelaySeconds must be from 0 to ${MAX_PROPAGATION_SECONDS} seconds.`,
  );
}

function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}

function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
