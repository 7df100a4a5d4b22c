import { Aws, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type {
  Configuration,
  ConfiguredFleet,
} from '../../../functions/configuration/configuration.ts';
import { secretsOfMembers } from '../../../functions/configuration/declared-secrets.ts';
import {
  ENVIRONMENT_VARIABLES,
  FLEET_BATCH_TIMEOUT_SECONDS,
  FLEET_KEYS,
  FLEET_LIST_TIMEOUT_SECONDS,
} from '../../../functions/contract.ts';
import {
  createVerifierFunction,
  grantVerification,
  type VerifierFunction,
} from '../verifier-function.ts';
import type { VerifierFunctionProps } from '../verifier-function-props.ts';
import type { FleetStore } from './fleet-store.ts';

/** What the functions of a fleet work with. */
export interface FleetParts {
  readonly configuration: Configuration;
  readonly fleet: ConfiguredFleet;
  readonly store: FleetStore;
  readonly alertTopic: sns.ITopic;
  readonly props: VerifierFunctionProps;
}

/** The functions that the state machine invokes, by what they do. */
export interface FleetFunctions {
  readonly inventory: VerifierFunction;
  readonly verifier: VerifierFunction;
  readonly summary: VerifierFunction;
}

const ANY_RUN = '*';
const RESULTS = `${FLEET_KEYS.results(ANY_RUN)}*`;
const FINGERPRINTS = `${FLEET_KEYS.fingerprints(ANY_RUN)}*`;
const VERDICTS = FLEET_KEYS.verdicts(ANY_RUN, '*');

/** Makes the three, each below a construct of its own and with a role that holds what it does. */
export function createFleetFunctions(scope: Construct, parts: FleetParts): FleetFunctions {
  const { props, store } = parts;
  const bucket = { [ENVIRONMENT_VARIABLES.fleetBucket]: store.bucket.bucketName };
  return {
    inventory: createVerifierFunction(new Construct(scope, 'Inventory'), props, {
      name: 'fleet-inventory',
      description: 'Lists the members of the fleet, and what is wrong with the list',
      roleDescription: 'Lists secrets and members, writes inventories',
      timeoutSeconds: FLEET_LIST_TIMEOUT_SECONDS,
      environment: bucket,
      access: (role) => grantInventory(scope, role, parts),
    }),
    verifier: createVerifierFunction(new Construct(scope, 'Verifier'), props, {
      name: 'fleet-verifier',
      description: 'Verifies the Twilio credentials of a batch of members',
      roleDescription: 'Reads the secrets of members, writes results',
      timeoutSeconds: FLEET_BATCH_TIMEOUT_SECONDS,
      environment: {
        ...bucket,
        [ENVIRONMENT_VARIABLES.fleetKeyId]: store.key.keyId,
        [ENVIRONMENT_VARIABLES.fleetBudgetTable]: store.budget.tableName,
      },
      access: (role) => grantVerifier(scope, role, parts),
    }),
    summary: createVerifierFunction(new Construct(scope, 'Summary'), props, {
      name: 'fleet-summary',
      description: 'Sums up the results of a fleet, and publishes an alert',
      roleDescription: 'Reads results, writes reports, publishes alerts',
      timeoutSeconds: FLEET_LIST_TIMEOUT_SECONDS,
      environment: bucket,
      alertTopic: parts.alertTopic,
      access: (role) => {
        store.grantRead(role, FLEET_KEYS.inventory(ANY_RUN), RESULTS, FINGERPRINTS);
        // What an earlier run judged is copied; what the whole run shows of a member is a result of its own.
        store.grantWrite(role, FLEET_KEYS.report(ANY_RUN), RESULTS, FINGERPRINTS, VERDICTS);
      },
    }),
  };
}

/** Names, dates and tags of secrets, no value but the auditor's; the object of the members; its own. */
function grantInventory(
  scope: Construct,
  role: iam.IRole,
  { configuration, fleet, store }: FleetParts,
): void {
  const { members, template } = fleet;
  if (template.secret.roleArn === undefined) grantListing(role);
  else allow(role, { actions: ['sts:AssumeRole'], resources: [template.secret.roleArn] });
  const isReconciled = members.kind === 'secrets' && template.account.parentSid !== undefined;
  if (members.kind === 'subaccounts' || isReconciled) {
    grantVerification(scope, role, { environments: [], auditor: configuration.auditor });
  }
  if (members.kind === 'objects') grantMembersObject(role, members);
  const lists = [FLEET_KEYS.inventory(ANY_RUN), FLEET_KEYS.template(ANY_RUN)];
  store.grantWrite(role, ...lists);
  // A run that verifies again only what did not pass in an earlier one.
  store.grantRead(role, ...lists, FLEET_KEYS.verdicts(ANY_RUN, 'pass'));
}

function grantMembersObject(
  role: iam.IRole,
  { bucket, key }: { readonly bucket: string; readonly key: string },
): void {
  const arn = `arn:${Aws.PARTITION}:s3:::${bucket}`;
  allow(role, { actions: ['s3:GetObject'], resources: [`${arn}/${key}`] });
  // Without it S3 answers 403 where there is no such object.
  allow(role, {
    actions: ['s3:ListBucket'],
    resources: [arn],
    conditions: { StringEquals: { 's3:prefix': key } },
  });
}

function grantListing(role: iam.IRole): void {
  // ListSecrets has no resource type: a narrower resource denies the call.
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
  allow(role, { actions: ['secretsmanager:ListSecrets'], resources: ['*'] });
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'secretsmanager:ListSecrets has no resource-level permissions.',
  });
}

function grantVerifier(
  scope: Construct,
  role: iam.IRole,
  { configuration, fleet, store }: FleetParts,
): void {
  grantVerification(scope, role, {
    environments: [{ secret: secretsOfMembers(fleet) }],
    auditor: configuration.auditor,
  });
  store.key.grantGenerateMac(role);
  store.grantWrite(role, RESULTS, FINGERPRINTS);
  allow(role, {
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    resources: [store.budget.tableArn],
  });
}

function allow(role: iam.IRole, statement: iam.PolicyStatementProps): void {
  role.addToPrincipalPolicy(new iam.PolicyStatement(statement));
}
