import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { PipelineGate, type PipelineGateProps } from '../../infra/constructs/pipeline-gate.ts';
import { writeConfiguration } from '../infra/configuration-files.ts';
import { testApp } from '../infra/synthesise.ts';
import { type Permission, permissionsOf, readPolicy } from './policy.ts';

/** What may be set beside the configuration; made within the stack that it is for. */
export type GateSettings = (scope: Construct) => Partial<PipelineGateProps>;

/** Makes one of the gates. */
export type MakeGate = (scope: Construct, props: PipelineGateProps) => void;

/** Which gate, and how; default: a `PipelineGate` with nothing set. */
export interface GateShape {
  readonly settings?: GateSettings | undefined;
  readonly make?: MakeGate | undefined;
}

const HERE = 'us-east-1:111111111111';

/** The resources of the stack, under the names that the pages give them. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^GateLogs/, `arn:aws:logs:${HERE}:log-group:GATE_LOG_GROUP:*`],
  [/^AlertTopic/, `arn:aws:sns:${HERE}:ALERT_TOPIC`],
  [/^RunsTable/, `arn:aws:dynamodb:${HERE}:table/RUNS_TABLE`],
  [/^AlertKey/, `arn:aws:kms:${HERE}:key/ALERT_TOPIC_KEY`],
];

/**
 * Everything that the role of a gate with this configuration may do, in account 111111111111 and
 * us-east-1. Throws for a resource that the pages have no name for.
 */
export function gatePermissions(
  configuration: unknown,
  { settings = () => ({}), make = makePipelineGate }: GateShape = {},
): readonly Permission[] {
  const env = { account: '111111111111', region: 'us-east-1' };
  const stack = new Stack(testApp(), 'Test', { env });
  const masterKey = new kms.Key(stack, 'AlertKey');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  make(stack, {
    configFile: writeConfiguration(configuration),
    alertTopic: new sns.Topic(stack, 'AlertTopic', { masterKey }),
    role,
    ...settings(stack),
  });
  const { document } = role.node.findChild('DefaultPolicy') as iam.Policy;
  return permissionsOf(readPolicy(named(stack.resolve(document))));
}

const makePipelineGate: MakeGate = (scope, props) => {
  new PipelineGate(scope, 'Gate', props);
};

/** Replaces references to resources, `{ Ref }` and `{ Fn::GetAtt }`, by their names on the pages. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== 'object' || value === null) return value;
  const id = referenced(value);
  if (id !== undefined) return nameOf(id);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner)]));
}

function referenced(value: object): string | undefined {
  if ('Ref' in value) return String(value.Ref);
  return 'Fn::GetAtt' in value ? String([value['Fn::GetAtt']].flat()[0]) : undefined;
}

function nameOf(logicalId: string): string {
  const name = NAMES.find(([pattern]) => pattern.test(logicalId))?.[1];
  if (name === undefined) throw new Error(`The pages have no name for ${logicalId}`);
  return name;
}
