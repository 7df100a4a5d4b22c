import { Duration, Token, Tokenization } from 'aws-cdk-lib';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';

/** What kind of credential the secret holds. */
export type ManagedTwilioSecretType = 'api-key' | 'auth-token' | 'main-api-key';

/** How Secrets Manager rotates the credential. */
export interface RotationSettings {
  /**
   * The secret with the credential that makes and deletes keys: a `main-api-key`, or an `auth-token`
   * of the account. Needed to rotate an `api-key`, and of no use to the others. In the same stack, if
   * it is a managed secret of this app: its policy must name the role of the rotation.
   * @default - none
   */
  readonly adminSecret?: secretsmanager.ISecret;
  /**
   * Time between two rotations, from 1 to 1,000 whole days. A `main-api-key` is never rotated: Twilio
   * has no API for it.
   * @default Duration.days(90), and never for a main-api-key
   */
  readonly rotateEvery?: Duration;
  /**
   * Turns rotation on. Turn it off for the first deployment, store the value, verify it, and take
   * this line out: a rotation needs a value to begin with.
   * @default true, and false for a main-api-key
   */
  readonly automaticRotation?: boolean;
  /**
   * `api-key`: keep the key before the current one at Twilio after a rotation.
   * @default - false, as Secrets Manager has it
   */
  readonly retainPreviousKey?: boolean;
  /**
   * `api-key`: how the names of new keys begin. Give the `labelPrefix` that the environment declares.
   * @default - Secrets Manager's `aws-sm-api-key`
   */
  readonly friendlyNamePrefix?: string;
  /**
   * `auth-token`: how long to wait before the promoted token is tried, at most 5 minutes. Meanwhile
   * AWSCURRENT is a token that Twilio no longer takes. Zero if nothing of yours runs on Twilio
   * Functions.
   * @default - 60 seconds, as Secrets Manager has it
   */
  readonly propagationDelay?: Duration;
}

/** Settings of a rotation that is turned on. */
export interface RotationPlan {
  readonly days: number;
  readonly adminSecret?: secretsmanager.ISecret;
  /** As `ExternalSecretRotationMetadata` has them: all values are text. */
  readonly metadata: readonly { readonly key: string; readonly value: string }[];
}

type Typed = RotationSettings & { readonly type: ManagedTwilioSecretType };

const ONLY_FOR = {
  adminSecret: 'api-key',
  retainPreviousKey: 'api-key',
  friendlyNamePrefix: 'api-key',
  propagationDelay: 'auth-token',
} as const;

/**
 * What to set up, or nothing where rotation is off. Throws for settings that would have no effect or
 * that Secrets Manager refuses; values known at deployment only are not judged.
 */
export function planRotation(settings: Typed): RotationPlan | undefined {
  refuseMisplaced(settings);
  const { type, automaticRotation = type !== 'main-api-key', rotateEvery } = settings;
  if (type === 'main-api-key') {
    if (!automaticRotation && rotateEvery === undefined) return undefined;
    throw new Error(
      'A main-api-key is never rotated: Twilio has no API that makes one. Leave out "rotateEvery" and "automaticRotation", and replace it by hand in the Twilio Console.',
    );
  }
  const days = wholeDays(rotateEvery ?? Duration.days(90));
  if (!automaticRotation) return undefined;
  const { adminSecret } = settings;
  return {
    days,
    metadata: type === 'api-key' ? apiKeyMetadata(settings) : authTokenMetadata(settings),
    ...(adminSecret !== undefined && { adminSecret }),
  };
}

function refuseMisplaced(settings: Typed): void {
  for (const [name, type] of Object.entries(ONLY_FOR)) {
    const given = settings[name as keyof typeof ONLY_FOR] !== undefined;
    if (!given || settings.type === type) continue;
    throw new Error(`"${name}" has no effect on type "${settings.type}": it is for "${type}".`);
  }
}

function wholeDays(every: Duration): number {
  if (every.isUnresolved()) return every.toDays();
  const days = every.toDays({ integral: false });
  if (Number.isInteger(days) && days >= 1 && days <= 1000) return days;
  throw new Error(`"rotateEvery" is ${every.toHumanString()}. Give whole days, from 1 to 1000.`);
}

function apiKeyMetadata(settings: RotationSettings): RotationPlan['metadata'] {
  const { adminSecret, retainPreviousKey, friendlyNamePrefix } = settings;
  if (adminSecret === undefined) {
    throw new Error(
      'Rotation of an api-key needs "adminSecret": a key cannot make the next one. Give the secret of a main-api-key or auth-token of the account, or set "automaticRotation" to false.',
    );
  }
  const { secretFullArn } = adminSecret;
  if (secretFullArn === undefined) {
    throw new Error(
      `"adminSecret" (${adminSecret.secretName}) is known by its name only. Import it by its complete ARN: Secret.fromSecretCompleteArn.`,
    );
  }
  return [
    { key: 'adminSecretArn', value: secretFullArn },
    ...(retainPreviousKey === undefined
      ? []
      : [{ key: 'retainPreviousKey', value: String(retainPreviousKey) }]),
    ...(friendlyNamePrefix === undefined
      ? []
      : [{ key: 'friendlyNamePrefix', value: friendlyNamePrefix }]),
  ];
}

function authTokenMetadata({ propagationDelay }: RotationSettings): RotationPlan['metadata'] {
  if (propagationDelay === undefined) return [];
  const seconds = propagationDelay.toSeconds();
  if (!Token.isUnresolved(seconds) && seconds > 300) {
    throw new Error(
      `"propagationDelay" is ${propagationDelay.toHumanString()}. Give 5 minutes or less.`,
    );
  }
  return [{ key: 'propagationDelaySeconds', value: Tokenization.stringifyNumber(seconds) }];
}
