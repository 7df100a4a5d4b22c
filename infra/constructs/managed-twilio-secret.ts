import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import {
  type ManagedTwilioSecretProps,
  refuseUnusable,
} from './managed-secret/managed-twilio-secret-props.ts';
import { ReadersOnlySecret } from './managed-secret/readers-only-secret.ts';
import { alertOfFailedRotation } from './managed-secret/rotation-alert.ts';
import { createRotationRole } from './managed-secret/rotation-role.ts';
import {
  type ManagedTwilioSecretType,
  planRotation,
  type RotationPlan,
} from './managed-secret/rotation-settings.ts';
import { DEFAULT_RUNBOOK_URL } from './monitoring/runbook-link.ts';

/** The partner types of Secrets Manager, and what is said of each. */
const TYPES = {
  'api-key': { secretType: 'TwilioApiKey', holds: 'A Twilio API key' },
  'auth-token': { secretType: 'TwilioAuthToken', holds: 'The Auth Token of a Twilio account' },
  'main-api-key': {
    secretType: 'TwilioMainApiKey',
    holds: 'A Main API key, to rotate others with',
  },
} as const;

/**
 * A secret of AWS's managed external type for Twilio: encrypted with a key of its own, readable only by
 * those it names, rotated by Secrets Manager itself (no function of ours).
 *
 * It is made without a value, and no value is ever in a template: a person whom IAM allows
 * `secretsmanager:PutSecretValue` stores the first one. The schedule is set so that it waits for its
 * time (`RotateImmediatelyOnUpdate` is false); see `automaticRotation` for the first deployment.
 */
export class ManagedTwilioSecret extends Construct {
  /** `grantRead` names the grantee in the secret's policy. */
  readonly secret: secretsmanager.ISecret;
  readonly encryptionKey: kms.IKey;
  /** The role that Secrets Manager rotates with, if it does. */
  readonly rotationRole?: iam.IRole;

  constructor(scope: Construct, id: string, props: ManagedTwilioSecretProps) {
    super(scope, id);
    refuseUnusable(props);
    const plan = planRotation(props);
    const { type, removalPolicy = RemovalPolicy.RETAIN } = props;
    const { secretType, holds } = TYPES[type];
    this.encryptionKey = props.encryptionKey ?? this.createKey(holds, removalPolicy);
    this.secret = new ReadersOnlySecret(this, 'Secret', {
      secretType,
      removalPolicy,
      description: props.description ?? holds,
      encryptionKey: this.encryptionKey,
      readerArnPatterns: props.readerArnPatterns ?? [],
      ...(props.secretName !== undefined && { secretName: props.secretName }),
      // Only the compiler's exactOptionalPropertyTypes keeps the CDK's own classes from being it.
    }) as secretsmanager.ISecret;
    for (const reader of props.readers ?? []) this.secret.grantRead(reader);
    this.explainRotation(type);
    if (plan === undefined) return;
    this.rotationRole = this.rotate(plan, props);
  }

  private createKey(holds: string, removalPolicy: RemovalPolicy): kms.Key {
    return new kms.Key(this, 'Key', {
      description: `${holds}: secret of ${Stack.of(this).stackName}`,
      enableKeyRotation: true,
      // Without the key a secret that was kept is worth nothing.
      removalPolicy,
    });
  }

  private rotate(plan: RotationPlan, props: ManagedTwilioSecretProps): iam.Role {
    const { permissionsBoundary, alertTopic, runbookUrl = DEFAULT_RUNBOOK_URL } = props;
    const role = createRotationRole(this, {
      secret: this.secret,
      key: this.encryptionKey,
      ...(plan.adminSecret !== undefined && { adminSecret: plan.adminSecret }),
      ...(permissionsBoundary !== undefined && { permissionsBoundary }),
    });
    const schedule = new secretsmanager.CfnRotationSchedule(this, 'Rotation', {
      secretId: this.secret.secretArn,
      externalSecretRotationRoleArn: role.roleArn,
      externalSecretRotationMetadata: [...plan.metadata],
      rotationRules: { automaticallyAfterDays: plan.days },
      // A deploy must not change a credential under a running application, nor one that is not there.
      rotateImmediatelyOnUpdate: false,
    });
    // Secrets Manager tries the role when the schedule is set: with its permissions, which are
    // resources of their own, and past the secret's policy.
    schedule.node.addDependency(role, this.secret);
    if (alertTopic === undefined) this.warnOfNoAlert();
    else alertOfFailedRotation(this, { secret: this.secret, alertTopic, runbookUrl });
    return role;
  }

  private explainRotation(type: ManagedTwilioSecretType): void {
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        type === 'main-api-key'
          ? 'Twilio has no API that makes a Main key: it is replaced by hand.'
          : 'Secrets Manager rotates it itself, without a Lambda function, which the rule looks for; or not until its first value is stored.',
    });
  }

  private warnOfNoAlert(): void {
    Validations.of(this).addWarning(
      'twilio-preflight:rotation-failures-unheard',
      'A rotation that fails sends no alert. Give "alertTopic".',
    );
  }
}
