import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acceptWildcards } from '../accept-wildcards.ts';
import { createPrivateBucket } from '../private-bucket.ts';
import { RunTable } from '../run-table.ts';

/** How long the runs of a fleet are kept. */
export interface FleetStoreProps {
  readonly keepRuns: Duration;
}

/**
 * What a fleet's runs leave and share: the bucket of their members and results, the key of their
 * fingerprints, and the table of the request budget.
 */
export class FleetStore extends Construct {
  /** Private, TLS only. Nothing in it is secret: names, Account SIDs, verdicts and keyed fingerprints. */
  readonly bucket: s3.IBucket;
  /** HMAC_256: it leaves KMS for no one, and a fingerprint means nothing without it. */
  readonly key: kms.Key;
  /** Of each Twilio account: how many requests may be under way, and who holds how many. */
  readonly budget: dynamodb.TableV2;

  constructor(scope: Construct, id: string, { keepRuns }: FleetStoreProps) {
    super(scope, id);
    // exactOptionalPropertyTypes says that a bucket is none.
    this.bucket = createPrivateBucket(this, 'Runs', keepRuns) as s3.IBucket;
    this.key = new kms.Key(this, 'FingerprintKey', {
      description: `Fingerprints of ${Stack.of(this).stackName}: whether two members hold the same value`,
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      // Fingerprints are compared within one run.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // No one misses a budget that is gone: the next batch begins anew.
    this.budget = new RunTable(this, 'Budget', {
      deletionProtection: false,
      removalPolicy: RemovalPolicy.DESTROY,
    }).table;
  }

  /** Lets `role` write the objects of these keys; `*` stands for a run, or for a batch. */
  grantWrite(role: iam.IRole, ...keys: readonly string[]): void {
    this.grantObjects(role, 's3:PutObject', keys);
  }

  /**
   * Lets `role` read the objects of these keys, and list those of runs: without that S3 answers 403 for
   * an object that is not there. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  grantRead(role: iam.IRole, ...keys: readonly string[]): void {
    this.grantObjects(role, 's3:GetObject', keys);
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [this.bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': 'runs/*' } },
      }),
    );
  }

  /** The ARNs of these keys, accepted for the policies of `role`. */
  arnsFor(role: iam.IRole, keys: readonly string[]): string[] {
    const arns = keys.map((key) => this.bucket.arnForObjects(key));
    const reason = 'The run is named when it begins: one kind of object of each run, and no other.';
    acceptWildcards(role, arns, reason);
    return arns;
  }

  private grantObjects(role: iam.IRole, action: string, keys: readonly string[]): void {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: [action], resources: this.arnsFor(role, keys) }),
    );
  }
}
