import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { FLEET_KEYS } from '../../../functions/contract.ts';

/** Where Step Functions lists how the children of a Map Run ended. */
const MAP_RESULTS_PREFIX = 'map-runs';

/** What the role of the state machine may do in the bucket, by kinds of objects. */
export const MAP_KEYS = {
  read: FLEET_KEYS.inventory('*'),
  write: `${MAP_RESULTS_PREFIX}/*`,
} as const;

/** Reads the inventory of a run. The CDK's own reader is granted every object of the bucket. */
export class InventoryReader extends sfn.S3JsonLItemReader {
  constructor(bucket: s3.IBucket) {
    super({ bucket, key: sfn.JsonPath.stringAt('$.key') });
  }

  override providePolicyStatements(): iam.PolicyStatement[] {
    return [
      new iam.PolicyStatement({
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects(MAP_KEYS.read)],
      }),
    ];
  }
}

/** Writes the list of children; granted its own prefix only, with the actions that AWS names for it. */
export class MapResults extends sfn.ResultWriterV2 {
  private readonly runs: s3.IBucket;

  constructor(bucket: s3.IBucket) {
    super({ bucket, prefix: MAP_RESULTS_PREFIX });
    this.runs = bucket;
  }

  // https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
  override providePolicyStatements(): iam.PolicyStatement[] {
    return [
      new iam.PolicyStatement({
        actions: [
          's3:PutObject',
          's3:GetObject',
          's3:ListMultipartUploadParts',
          's3:AbortMultipartUpload',
        ],
        resources: [this.runs.arnForObjects(MAP_KEYS.write)],
      }),
    ];
  }
}
