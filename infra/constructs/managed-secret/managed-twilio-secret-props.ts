import { type RemovalPolicy, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { ManagedTwilioSecretType, RotationSettings } from './rotation-settings.ts';

/** A Twilio credential that Secrets Manager keeps and rotates, and who may read it. */
export interface ManagedTwilioSecretProps extends RotationSettings {
  /** What it holds, and so which fields its value must have. See docs/managed-secrets.md. */
  readonly type: ManagedTwilioSecretType;
  /**
   * Roles and users that may read it, the gate's among them; of other accounts too. They get the
   * permission and are named in the secret's policy, which shuts out everybody else. More with
   * `secret.grantRead(…)`. Roles of this stack or imported ones: secret and role of another stack would
   * need each other, so name that role in `readerArnPatterns` and grant it there.
   * @default - none
   */
  readonly readers?: readonly iam.IGrantable[];
  /**
   * ARNs of roles or users, `*` and `?` allowed, that the policy does not shut out. They get no
   * permission by this: for people, whose roles have names that AWS makes
   * (`arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_*`), and for
   * roles of stacks that this one must not depend on.
   * @default - none
   */
  readonly readerArnPatterns?: readonly string[];
  /**
   * Who hears of a rotation that failed.
   * @default - none, with a warning while rotation is on
   */
  readonly alertTopic?: sns.ITopic;
  /**
   * Where your team reads the runbook.
   * @default 'docs/runbook.md'
   */
  readonly runbookUrl?: string;
  /** @default - what it holds */
  readonly description?: string;
  /**
   * Name of the secret. It must not end in a hyphen and six letters or digits: Secrets Manager takes
   * that for part of an ARN.
   * @default - made by CloudFormation
   */
  readonly secretName?: string;
  /**
   * Encrypts the value. The policy of an imported key must let the readers and the rotation's role use
   * it.
   * @default - a new customer managed key, rotated each year
   */
  readonly encryptionKey?: kms.IKey;
  /**
   * What becomes of the secret, its policy and its own key when the stack is deleted.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * Permissions boundary of the rotation's role.
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
}

/** Throws for a name or a pattern that cannot be meant; values known at deployment only are not judged. */
export function refuseUnusable({
  secretName,
  readerArnPatterns = [],
}: ManagedTwilioSecretProps): void {
  if (secretName !== undefined && !Token.isUnresolved(secretName)) refuseName(secretName);
  for (const pattern of readerArnPatterns) {
    if (Token.isUnresolved(pattern)) continue;
    if (/^arn:[a-z-]+:iam::\d{12}:(role|user)\/(?![*?]+$)\S+$/.test(pattern)) continue;
    throw new Error(
      `"${pattern}" in "readerArnPatterns" names no role or user of one account. Write it as arn:aws:iam::123456789012:role/NAME; "*" may stand in the name, but not for all of it.`,
    );
  }
}

function refuseName(name: string): void {
  if (!/^[\w/+=.@-]{1,512}$/.test(name)) {
    throw new Error(
      `"${name}" is not the name of a secret. Use up to 512 letters, digits and /_+=.@-`,
    );
  }
  if (/-[A-Za-z0-9]{6}$/.test(name)) {
    throw new Error(
      `"${name}" ends in a hyphen and six characters, which Secrets Manager takes for part of an ARN. Choose another end.`,
    );
  }
}
