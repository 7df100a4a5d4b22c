import { Arn, ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { FLEET_BATCH_MEMBERS, FLEET_MAP_LABEL } from '../../../functions/contract.ts';
import { acceptWildcards } from '../accept-wildcards.ts';
import type { VerifierFunction } from '../verifier-function.ts';
import type { FleetFunctions } from './fleet-functions.ts';
import type { FleetStore } from './fleet-store.ts';
import { InventoryReader, MAP_KEYS, MapResults } from './map-access.ts';

/** What the state machine is made of. */
export interface FleetMachineProps {
  readonly functions: FleetFunctions;
  readonly store: FleetStore;
  readonly maxConcurrency: number;
  readonly timeout: Duration;
  readonly logRetention: logs.RetentionDays;
}

const RESULT_WRITER_FLAG = '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2';

/**
 * The state machine of a fleet, with children `Logs`, `Role` and `StateMachine` below `scope`: list the
 * members, verify them in batches, sum up. Each child workflow is one batch.
 *
 * Its log names states and errors, and no input or output.
 */
export function createFleetMachine(scope: Construct, props: FleetMachineProps): sfn.StateMachine {
  // An app of the user's may have the flag unset, and would then get no result writer.
  scope.node.setContext(RESULT_WRITER_FLAG, true);
  const logGroup = new logs.LogGroup(scope, 'Logs', { retention: props.logRetention });
  const role = new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
    description: 'Runs the functions of a fleet, reads inventories, lists batches',
  });
  const machine = new sfn.StateMachine(scope, 'StateMachine', {
    comment: 'Verifies the Twilio credentials of a fleet',
    definitionBody: sfn.DefinitionBody.fromChainable(definition(scope, props)),
    stateMachineType: sfn.StateMachineType.STANDARD,
    role,
    timeout: props.timeout,
    tracingEnabled: false,
    logs: { destination: logGroup, level: sfn.LogLevel.ERROR, includeExecutionData: false },
  });
  accept(machine, role, props);
  return machine;
}

function definition(scope: Construct, props: FleetMachineProps): sfn.IChainable {
  const { inventory, summary } = props.functions;
  const sum = invoke(scope, 'SumUp', summary);
  const list = invoke(scope, 'ListMembers', {
    fn: inventory.fn,
    payload: { runId: sfn.JsonPath.executionName, input: sfn.JsonPath.entirePayload },
  });
  const isEmpty = sfn.Condition.numberEquals('$.total', 0);
  return list.next(
    new sfn.Choice(scope, 'AnyMembers')
      .when(isEmpty, sum)
      .otherwise(verifyMembers(scope, props).next(sum)),
  );
}

/** A batch that fails is a failed child; its members are then inconclusive, so the map goes on. */
function verifyMembers(
  scope: Construct,
  { functions, store, maxConcurrency }: FleetMachineProps,
): sfn.DistributedMap {
  const notJudged = new sfn.Fail(scope, 'NotJudged', {
    error: 'BatchNotJudged',
    cause:
      'The verifier gave no answer, after every retry; its log says why. The members of this batch are inconclusive.',
  });
  const map = new sfn.DistributedMap(scope, 'VerifyMembers', {
    label: FLEET_MAP_LABEL,
    // Not EXPRESS: a batch may wait for its share of requests longer than the five minutes of such a
    // child, retries included, and from 47 seconds on a STANDARD child costs less (docs/scale.md).
    mapExecutionType: sfn.StateMachineType.STANDARD,
    itemReader: new InventoryReader(store.bucket),
    itemBatcher: new sfn.ItemBatcher({
      maxItemsPerBatch: FLEET_BATCH_MEMBERS,
      // The CDK writes this object as it is.
      batchInput: { 'runId.$': '$.runId' },
    }),
    maxConcurrency,
    toleratedFailurePercentage: 100,
    resultWriterV2: new MapResults(store.bucket),
    resultPath: sfn.JsonPath.DISCARD,
  });
  const verify = invoke(scope, 'VerifyBatch', functions.verifier);
  return map.itemProcessor(verify.addCatch(notJudged));
}

const LONGEST_PAUSE = Duration.minutes(1);

/** Every function may be invoked again with the same input: it writes the same objects. */
function invoke(
  scope: Construct,
  id: string,
  { fn, payload }: Pick<VerifierFunction, 'fn'> & { readonly payload?: Record<string, string> },
): tasks.LambdaInvoke {
  const task = new tasks.LambdaInvoke(scope, id, {
    lambdaFunction: fn,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    ...(payload && { payload: sfn.TaskInput.fromObject(payload) }),
  });
  const pauses: sfn.RetryProps = {
    interval: Duration.seconds(2),
    backoffRate: 2,
    maxDelay: LONGEST_PAUSE,
    jitterStrategy: sfn.JitterType.FULL,
  };
  // Concurrency that other functions of the account use comes back; a crash or a time-out may not.
  task.addRetry({ errors: ['Lambda.TooManyRequestsException'], maxAttempts: 12, ...pauses });
  task.addRetry({ errors: [sfn.Errors.ALL], maxAttempts: 3, ...pauses });
  return task;
}

/** The ARN of what a state machine runs: `resource` (execution, mapRun), its name, and `end`. */
export function runArn(machine: sfn.StateMachine, resource: string, end: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  const { resourceName: name } = Arn.split(machine.stateMachineArn, arnFormat);
  const { partition, region, account } = Stack.of(machine);
  return Arn.format({
    service: 'states',
    partition,
    region,
    account,
    resource,
    resourceName: `${name}${end}`,
    arnFormat,
  });
}

/** For cdk-nag, and so for reviewers of the template. */
function accept(
  machine: sfn.StateMachine,
  role: iam.Role,
  { functions, store }: FleetMachineProps,
): void {
  store.arnsFor(role, Object.values(MAP_KEYS));
  acceptWildcards(
    role,
    Object.values(functions).map(({ fn }) => `${fn.functionArn}:*`),
    'The CDK lets a task invoke versions of its function too; there are none.',
  );
  // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
  acceptWildcards(role, ['*'], 'Log delivery has no resource-level permissions.');
  acceptWildcards(
    machine,
    [runArn(machine, 'execution', ':*'), runArn(machine, 'execution', `/${FLEET_MAP_LABEL}:*`)],
    // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
    'A Map Run describes, stops and redrives children of its own state machine, whose names it makes.',
  );
  Validations.of(machine).acknowledge(
    {
      id: 'AwsSolutions-SF1',
      reason:
        'ALL would log every batch. Errors are enough: the state machine keeps the history of each execution for 90 days.',
    },
    { id: 'AwsSolutions-SF2', reason: 'Traces would be one segment for each batch, and paid for.' },
  );
}
