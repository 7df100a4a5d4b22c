import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { CONTROL_PARTITION } from '../../functions/contract.ts';

/** How the history is kept. */
export interface RunTableProps {
  /**
   * Encrypts the table, where a rule of yours wants a key of yours. Users of the table then need the key,
   * which the grants below give; where it cannot be used every bad run sends an alert again.
   * @default - AWS's own key: nothing in the table is secret, and nothing can be locked out of it
   */
  readonly encryptionKey?: kms.IKey;
  /**
   * Refuses to delete the table, by whatever way. Turn it off, deploy, and then delete.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * What becomes of the table when the stack is deleted. It is evidence: `DESTROY` is for trials.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The table of the run history (docs/history.md): every run for 400 days, and what is known of each
 * environment. On demand, since a gate runs rarely and then often; with point-in-time recovery, since
 * it is evidence.
 */
export class RunTable extends Construct {
  readonly table: dynamodb.TableV2;
  private readonly encryptionKey: kms.IKey | undefined;

  constructor(scope: Construct, id: string, props: RunTableProps = {}) {
    super(scope, id);
    const { encryptionKey } = props;
    this.encryptionKey = encryptionKey;
    this.table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption:
        encryptionKey === undefined
          ? dynamodb.TableEncryptionV2.dynamoOwnedKey()
          : dynamodb.TableEncryptionV2.customerManagedKey(encryptionKey),
      deletionProtection: props.deletionProtection ?? true,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
  }

  /**
   * Lets `grantee` keep runs and read them: GetItem, PutItem and Query on this table. Nothing that
   * deletes, scans or changes the table.
   */
  grantKeep(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']);
  }

  /** Lets `grantee` read what was kept: GetItem and Query on this table. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['dynamodb:GetItem', 'dynamodb:Query']);
  }

  /** Lets `grantee` keep overrides and snoozes, and read them: of this table those items alone. */
  grantControl(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], {
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [CONTROL_PARTITION] },
    });
  }

  private grant(
    grantee: iam.IGrantable,
    actions: string[],
    conditions?: Record<string, Record<string, unknown>>,
  ): iam.Grant {
    // kms:ReEncrypt* and kms:GenerateDataKey*, of this one key: DynamoDB asks its callers for them.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    this.encryptionKey?.grantEncryptDecrypt(grantee);
    return iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [this.table.tableArn],
      ...(conditions && { conditions }),
    });
  }
}
