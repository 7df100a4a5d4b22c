import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { REPORT_PREFIX } from '../../functions/contract.ts';
import { acceptWildcards } from './accept-wildcards.ts';
import { createPrivateBucket } from './private-bucket.ts';

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
    this.bucket = createPrivateBucket(this, 'Bucket', KEPT);
  }

  /** Lets `grantee` write pages, and nothing else: it reads none. */
  grantKeep(grantee: iam.IGrantable): iam.Grant {
    const pages = this.bucket.arnForObjects(`${REPORT_PREFIX}*`);
    const { grantPrincipal } = grantee;
    if (Construct.isConstruct(grantPrincipal)) {
      const reason =
        'The gate writes pages of runs, each under a name of its own, and no other object.';
      acceptWildcards(grantPrincipal, [pages], reason);
    }
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['s3:PutObject'],
      resourceArns: [pages],
    });
  }
}
