import { Stack, Token } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type {
  Configuration,
  ConfiguredSecret,
} from '../../../functions/configuration/configuration.ts';

/** EventBridge takes patterns of 2,048 characters; the rest of ours is some 150. */
const LONGEST_NAMES = 1_800;

/** What is watched; secrets that a prefix matches by that prefix, which the function then tells apart. */
interface WatchedSecrets extends Configuration {
  readonly secretPrefixes?: readonly string[] | undefined;
}

/**
 * Starts the watch when a declared secret gets another current version. Secrets Manager tells the event
 * bus of the secret's own account and Region, by itself and without CloudTrail, so secrets elsewhere are
 * left to the schedule.
 *
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html
 */
export function watchSecrets(
  scope: Construct,
  fn: lambda.IFunction,
  { environments, auditor, secretPrefixes = [] }: WatchedSecrets,
): void {
  const secrets = [...environments, ...(auditor === undefined ? [] : [auditor])];
  const stack = Stack.of(scope);
  const names = secrets
    .map(({ secret }) => secret)
    .filter((secret) => isHere(secret, stack))
    .map(nameOf);
  const named = names.filter((name) => !secretPrefixes.some((prefix) => name.startsWith(prefix)));
  const prefixes = secretPrefixes.filter((prefix) => names.some((name) => name.startsWith(prefix)));
  const matched = [...new Set(named), ...prefixes.map((prefix) => ({ prefix }))];
  for (const [index, some] of withinPattern(matched).entries()) {
    const rule = new events.Rule(scope, `Secrets${index === 0 ? '' : index + 1}`, {
      description: 'A declared Twilio secret got another current version',
      eventPattern: {
        source: ['aws.secretsmanager'],
        detailType: ['Secret Label Updated'],
        detail: { name: [...some], labelUpdated: ['AWSCURRENT'] },
      },
    });
    rule.addTarget(new targets.LambdaFunction(fn, { retryAttempts: 2 }));
  }
}

function isHere({ id, region }: ConfiguredSecret, stack: Stack): boolean {
  const [, , , , account] = id.split(':');
  const isOtherAccount =
    account !== undefined && !Token.isUnresolved(stack.account) && account !== stack.account;
  const isOtherRegion =
    region !== undefined && !Token.isUnresolved(stack.region) && region !== stack.region;
  return !isOtherAccount && !isOtherRegion;
}

/** An event has the name without the six characters that end an ARN. */
function nameOf({ id }: ConfiguredSecret): string {
  return id.startsWith('arn:')
    ? id
        .split(':')
        .slice(6)
        .join(':')
        .replace(/-[A-Za-z0-9]{6}$/, '')
    : id;
}

/** An element of an event pattern. */
type NamePattern = string | { readonly prefix: string };

function withinPattern(names: readonly NamePattern[]): readonly (readonly NamePattern[])[] {
  const lists: NamePattern[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const added = JSON.stringify(name).length + 1;
    if (length + added > LONGEST_NAMES) {
      lists.push([]);
      length = 0;
    }
    lists.at(-1)?.push(name);
    length += added;
  }
  return lists;
}
