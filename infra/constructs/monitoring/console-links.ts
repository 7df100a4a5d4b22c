import { CfnMapping, Fn, Stack, Token } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { AWS_CONSOLE, CONSOLES } from '../../../functions/domain/text/console-address.ts';

/** A page that an alarm leads to. */
export interface DeepLink {
  readonly label: string;
  readonly url: string;
}

/** The log group in the console of the scope's Region. */
export function logGroupLink(scope: Construct, { logGroupName }: logs.ILogGroup): DeepLink {
  // The console decodes this part twice, so `/` is `$252F`. Split and joined when the stack is
  // deployed: only then is the name of the group known.
  const encoded = Fn.join('$252F', Fn.split('/', logGroupName));
  return { label: 'Logs', url: `${console(scope)}#logsV2:log-groups/log-group/${encoded}` };
}

/** The dashboard in the console of the scope's Region. */
export function dashboardLink(scope: Construct, { dashboardName }: cloudwatch.Dashboard): DeepLink {
  return { label: 'Dashboard', url: `${console(scope)}#dashboards/dashboard/${dashboardName}` };
}

/** The executions of a state machine in the console of the scope's Region. */
export function stateMachineLink(
  scope: Construct,
  { stateMachineArn }: sfn.IStateMachine,
): DeepLink {
  const { region } = Stack.of(scope);
  const url = `https://${region}.${consoleDomain(scope)}/states/home?region=${region}#/statemachines/view/${stateMachineArn}`;
  return { label: 'Executions', url };
}

function console(scope: Construct): string {
  const { region } = Stack.of(scope);
  return `https://${region}.${consoleDomain(scope)}/cloudwatch/home?region=${region}`;
}

const ALL = [...CONSOLES, { partition: 'aws', domain: AWS_CONSOLE }];

/** The domain of the console, after the Region; by a mapping where the partition is known at deploy only. */
export function consoleDomain(scope: Construct): string {
  const stack = Stack.of(scope);
  const { partition } = stack;
  const found = stack.node.tryFindChild('Consoles');
  const mapping = Object.fromEntries(ALL.map((each) => [each.partition, { domain: each.domain }]));
  const consoles =
    found instanceof CfnMapping
      ? found
      : new CfnMapping(stack, 'Consoles', { mapping, lazy: true });
  const otherwise = Token.isUnresolved(partition) ? undefined : AWS_CONSOLE;
  return consoles.findInMap(partition, 'domain', otherwise);
}
