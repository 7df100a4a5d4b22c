import { CfnResource, Lazy, type RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** Who may read the value. */
export interface ReadersOnlySecretProps extends secretsmanager.SecretProps {
  readonly removalPolicy: RemovalPolicy;
  /** The type that Secrets Manager knows the partner by, `TwilioApiKey` for instance. */
  readonly secretType: string;
  /** ARNs of roles and users, with wildcards, that may read it if IAM lets them. */
  readonly readerArnPatterns: readonly string[];
}

/**
 * A secret without a value whose own policy denies `secretsmanager:GetSecretValue` to everybody who
 * was not named: by {@link grantRead} or by a pattern. `BatchGetSecretValue` needs that permission for
 * each secret, so it is shut too.
 *
 * Only reading is denied. IAM still decides who stores a value, changes this policy or deletes the secret.
 */
export class ReadersOnlySecret extends secretsmanager.Secret {
  private readonly readers: Set<string>;

  constructor(scope: Construct, id: string, props: ReadersOnlySecretProps) {
    super(scope, id, props);
    this.readers = new Set(props.readerArnPatterns);
    const resource = this.node.defaultChild as secretsmanager.CfnSecret;
    resource.type = props.secretType;
    // The CDK would have a random value generated. It would be stored and look like a credential, and
    // Twilio would not know it.
    resource.generateSecretString = undefined;
    this.addToResourcePolicy(this.denial());
    this.guardPolicy(props.removalPolicy);
  }

  /**
   * Lets `grantee` read the value and the metadata, and names it in the policy. A role or a user, also
   * of another account; anything else is refused, since the policy could not name it.
   */
  override grantRead(grantee: iam.IGrantable, versionStages?: string[]): iam.Grant {
    for (const arn of principalArns(this, grantee)) this.readers.add(arn);
    return super.grantRead(grantee, versionStages);
  }

  /**
   * By condition and not by `NotPrincipal`: that would have to list every session of a role besides
   * the role. `aws:PrincipalArn` is the role's ARN in all its sessions. AWS services that call for
   * themselves have none; without an allow, which nothing here gives them, they read nothing either.
   */
  private denial(): iam.PolicyStatement {
    return new iam.PolicyStatement({
      sid: 'DenyReadingToOthers',
      effect: iam.Effect.DENY,
      principals: [new iam.StarPrincipal()],
      actions: ['secretsmanager:GetSecretValue'],
      resources: ['*'], // in the policy of a secret: that secret
      conditions: {
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        // Without named readers there is no exception: IAM takes no empty list.
        ArnNotLike: Lazy.any({
          produce: () =>
            this.readers.size > 0 ? { 'aws:PrincipalArn': [...this.readers] } : undefined,
        }),
      },
    });
  }

  /** The policy stays as long as the secret, and refuses to become one that opens it to the world. */
  private guardPolicy(removalPolicy: RemovalPolicy): void {
    for (const child of this.node.findAll()) {
      if (!CfnResource.isCfnResource(child)) continue;
      child.applyRemovalPolicy(removalPolicy);
      if (child instanceof secretsmanager.CfnResourcePolicy) child.blockPublicPolicy = true;
    }
  }
}

function principalArns(scope: Construct, { grantPrincipal }: iam.IGrantable): readonly string[] {
  const principals: unknown = grantPrincipal.policyFragment.principalJson['AWS'];
  const arns = [principals].flat();
  if (arns.every((arn) => isRoleOrUser(scope, arn))) return arns;
  throw new Error(
    `${grantPrincipal} cannot read a managed secret: its policy names roles and users. Give those, and not an account, an organization or a service.`,
  );
}

function isRoleOrUser(scope: Construct, arn: unknown): arn is string {
  if (typeof arn !== 'string') return false;
  if (!Token.isUnresolved(arn)) return /:(role|user)\//.test(arn);
  // The ARN of a role of this app is not known yet, but that of an account shows what it is.
  return !JSON.stringify(Stack.of(scope).resolve(arn)).includes(':root');
}
