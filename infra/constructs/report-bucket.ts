import { CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { REPORT_PREFIX } from '../../functions/contract.ts';

/** Long enough for the question of what let a release through; the history keeps the verdicts longer. */
const KEPT = Duration.days(90);

/**
 * The bucket of the pages that a gate keeps, one for each run: private, encrypted, over TLS only, each page for
 * 90 days. It stays when the stack is deleted: a bucket that holds something cannot be deleted.
 */
export class ReportBucket extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [{ expiration: KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'A log of who read a page needs a bucket of its own; data events of CloudTrail say it where that is wanted.',
    });
  }

  /** Lets `grantee` write pages, and nothing else: it reads none. */
  grantKeep(grantee: iam.IGrantable): iam.Grant {
    acknowledgeObjects(grantee, this.bucket);
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['s3:PutObject'],
      resourceArns: [this.bucket.arnForObjects(`${REPORT_PREFIX}*`)],
    });
  }
}

/** Every page has a name of its own, so the permission names their folder. */
function acknowledgeObjects({ grantPrincipal }: iam.IGrantable, bucket: s3.Bucket): void {
  const { defaultChild } = bucket.node;
  if (!Construct.isConstruct(grantPrincipal) || !CfnElement.isCfnElement(defaultChild)) return;
  const logicalId = Stack.of(bucket).getLogicalId(defaultChild);
  Validations.of(grantPrincipal).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${REPORT_PREFIX}*]`,
    reason: 'The gate writes pages of runs, each under a name of its own, and no other object.',
  });
}
