import * as sns from 'aws-cdk-lib/aws-sns';
import type { AlertSelection } from '../../../functions/configuration/configuration.ts';
import { ALERT_ATTRIBUTES, ALERT_SEVERITIES } from '../../../functions/contract.ts';

/** SNS multiplies the lengths of a policy's lists. */
const MOST_COMBINATIONS = 150;

/** Also messages without this attribute, as long as they have any other: see {@link filterPolicyOf}. */
const ABSENT = { exists: false };

/** Whether a subscriber wants less than everything. */
export function isSelective({ environments, minimumVerdict }: AlertSelection): boolean {
  return environments !== undefined || minimumVerdict === 'fail';
}

/**
 * The filter policy of a subscription to the alert topic; undefined for one that gets everything.
 * A recovery has the severity of what it ends, so it reaches those that got the alert.
 *
 * `exists: false` does not let through what AWS itself publishes: it matches only a message that has
 * some attribute, and alarms and EventBridge send none. That is what the service topic is for.
 * https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
 *
 * Throws for more than 150 combinations, naming `who`.
 */
export function filterPolicyOf(
  who: string,
  { environments, minimumVerdict }: AlertSelection,
): Readonly<Record<string, sns.SubscriptionFilter>> | undefined {
  const lists = [
    ...(environments === undefined
      ? []
      : [[ALERT_ATTRIBUTES.environment, [...environments, ABSENT]] as const]),
    ...(minimumVerdict === 'fail'
      ? [[ALERT_ATTRIBUTES.severity, [ALERT_SEVERITIES.fail, ABSENT]] as const]
      : []),
  ];
  if (lists.length === 0) return undefined;
  refuseTooMany(
    who,
    lists.map(([, conditions]) => conditions.length),
  );
  return Object.fromEntries(
    lists.map(([name, conditions]) => [name, new sns.SubscriptionFilter([...conditions])]),
  );
}

function refuseTooMany(who: string, lengths: readonly number[]): void {
  let combinations = 1;
  for (const length of lengths) combinations *= length;
  if (combinations <= MOST_COMBINATIONS) return;
  const most = lengths.length === 1 ? MOST_COMBINATIONS - 1 : MOST_COMBINATIONS / 2 - 1;
  throw new Error(
    `${who} names ${(lengths[0] ?? 0) - 1} environments; SNS filters by at most ${most} here. Name fewer, or leave "environments" out for all.`,
  );
}
