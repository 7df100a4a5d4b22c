import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts, for cdk-nag and so for reviewers of the template, what a policy below `construct` says on these
 * resources with a wildcard; those without one need it not.
 */
export function acceptWildcards(
  construct: IConstruct,
  resources: readonly string[],
  reason: string,
): void {
  const stack = Stack.of(construct);
  for (const resource of new Set(resources.filter((each) => each.includes('*')))) {
    const id = `AwsSolutions-IAM5[Resource::${written(stack.resolve(resource))}]`;
    Validations.of(construct).acknowledge({ id, reason });
  }
}

/** As cdk-nag writes a value of the template: references between angle brackets. */
function written(resolved: unknown): string {
  if (typeof resolved !== 'object' || resolved === null) return String(resolved);
  const [kind, value]: readonly unknown[] = Object.entries(resolved)[0] ?? [];
  if (kind === 'Ref') return `<${value}>`;
  if (kind === 'Fn::GetAtt' && Array.isArray(value)) return `<${value.join('.')}>`;
  if (kind !== 'Fn::Join' || !Array.isArray(value)) return JSON.stringify(resolved);
  const [separator, parts]: readonly unknown[] = value;
  return Array.isArray(parts) ? parts.map(written).join(String(separator)) : '';
}
