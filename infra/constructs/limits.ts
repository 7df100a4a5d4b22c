import { CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct, IConstruct } from 'constructs';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MANAGED_POLICIES = 10;

/** A context value for an AWS account whose quota is raised, to 20 at most. */
const MANAGED_POLICIES_CONTEXT = 'twilio-preflight:managed-policies-per-role';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const TEMPLATE_BYTES = 1_000_000;
const RESOURCES = 500;

/**
 * A function's policy has 20,480 bytes, and a rule that may invoke it takes some 400 of them.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const RULES_OF_A_FUNCTION = 50;

const WAYS_OUT =
  'give the secrets one "roleArn", grant them by "secretPrefixes", deploy several stacks with fewer environments each, or declare those of one kind as a "fleet", which has any number (docs/fleets.md)';

/** Lets synth fail where a role needs more policies than IAM attaches to it. */
export function refuseTooManyPolicies(scope: Construct, role: iam.IRole): void {
  scope.node.addValidation({
    validate: () => {
      const most = Number(scope.node.tryGetContext(MANAGED_POLICIES_CONTEXT) ?? MANAGED_POLICIES);
      const count = attachedPolicies(role);
      const siblings = scope.node.scope?.node.children ?? [];
      // Functions of one stack read the same secrets: the first that cannot says so for all.
      const first = siblings.find((each) => policiesBelow(each) > most) ?? scope;
      if (count <= most || first !== scope) return [];
      return [
        `The role ${role.node.path} needs ${count} managed policies to read the declared secrets, and IAM attaches ${most} to a role: ${WAYS_OUT}.`,
      ];
    },
  });
}

function policiesBelow(construct: IConstruct): number {
  const role = construct.node.tryFindChild('Role');
  return role instanceof iam.Role ? attachedPolicies(role) : 0;
}

/** What the CDK moved out of the role's own policy, and what the app attached. */
function attachedPolicies(role: iam.IRole): number {
  const resource = role.node.defaultChild;
  const attached: readonly unknown[] =
    resource instanceof iam.CfnRole
      ? (Stack.of(role).resolve(resource.managedPolicyArns) ?? [])
      : [];
  const own = role.node.children.filter((each) => each instanceof iam.ManagedPolicy);
  return attached.length + own.length;
}

/** Lets synth fail where the stack of `scope` is more than CloudFormation or Lambda takes. */
export function refuseLargeStack(scope: Construct, environments: number): void {
  const stack = Stack.of(scope);
  scope.node.addValidation({
    validate: () => {
      const resources = stack.node.findAll().filter(CfnResource.isCfnResource);
      const permissions = scope.node
        .findAll()
        .filter((each) => each instanceof lambda.CfnPermission);
      const counts = [
        { is: resources.length, most: RESOURCES, what: 'resources, and CloudFormation takes' },
        {
          is: permissions.length,
          most: RULES_OF_A_FUNCTION,
          what: 'rules for changed secrets, and the policy of a function holds',
        },
        {
          is: environments > 50 ? templateBytes(stack) : 0,
          most: TEMPLATE_BYTES,
          what: 'bytes of template, and CloudFormation takes',
        },
      ];
      return counts
        .filter(({ is, most }) => is > most)
        .map(
          ({ is, most, what }) =>
            `The stack ${stack.stackName} with ${environments} environments has ${is} ${what} ${most}: ${WAYS_OUT}.`,
        );
    },
  });
}

/** As {@link Stack} writes it, without indentation. */
function templateBytes(stack: Stack): number {
  const write: unknown = Reflect.get(stack, '_toCloudFormation');
  if (typeof write !== 'function') return 0;
  return Buffer.byteLength(JSON.stringify(stack.resolve(write.call(stack))));
}
