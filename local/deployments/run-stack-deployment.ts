import { z } from 'zod';
import { type LocalClock, systemClock } from '../clock/local-clock.ts';
import { waitAtMost } from '../clock/wait-at-most.ts';
import type { DeployedStack } from '../deployment/deploy-stack.ts';
import type { Resource, StackAssembly } from '../deployment/read-assembly.ts';
import type { References } from '../deployment/resolve-value.ts';
import { resolveTree } from '../deployment/resolve-value.ts';
import type { Invocation } from '../lambda/local-function.ts';

/** A `triggers.Trigger` of the CDK, as its custom resource declares it. */
interface DeclaredTrigger {
  readonly logicalId: string;
  /** ARN of the function, with or without a version. */
  readonly handlerArn: string;
  readonly isSynchronous: boolean;
  readonly timeoutMs: number;
  /** Whether an update of the stack invokes it again. */
  readonly runsOnUpdate: boolean;
}

const triggerSchema = z.object({
  HandlerArn: z.string(),
  InvocationType: z.string().default('RequestResponse'),
  Timeout: z.coerce.number(),
  ExecuteOnHandlerChange: z.coerce.string().default('true'),
});

/** The triggers of a stack, in the order of its template. */
function readTriggers(
  { resources }: StackAssembly,
  references: References,
): readonly DeclaredTrigger[] {
  return resources
    .filter(({ type }) => type === 'Custom::Trigger')
    .map(({ logicalId, properties }) => {
      const declared = triggerSchema.parse(resolveTree(properties, references));
      return {
        logicalId,
        handlerArn: declared.HandlerArn,
        isSynchronous: declared.InvocationType === 'RequestResponse',
        timeoutMs: declared.Timeout,
        runsOnUpdate: declared.ExecuteOnHandlerChange !== 'false',
      };
    });
}

/** A stack whose triggers are to be run, and by which request. */
export interface StackDeploymentRun {
  readonly stack: Pick<DeployedStack, 'assembly' | 'references' | 'invoker'>;
  /** Default `Create`. With `Update` the handlers are taken as changed. */
  readonly requestType?: 'Create' | 'Update';
  readonly clock?: LocalClock;
}

/** What became of the stack. */
export interface StackDeploymentResult {
  readonly status:
    | 'CREATE_COMPLETE'
    | 'ROLLBACK_COMPLETE'
    | 'UPDATE_COMPLETE'
    | 'UPDATE_ROLLBACK_COMPLETE';
  /** The first trigger that failed, and CloudFormation's reason. */
  readonly failure?: { readonly logicalId: string; readonly reason: string };
  /** Logical ids of what was never made because it depends on the failed trigger. */
  readonly withheld: readonly string[];
}

/**
 * Deploys a stack as far as the CDK's triggers go: each invokes its function synchronously, without a
 * payload, and an error of the function fails the custom resource and so the stack, which rolls back.
 * What depends on the trigger by `DependsOn` is not made then.
 *
 * As the trigger handler of aws-cdk-lib 2.276 does: a trigger of the type `Event` fails only where the
 * function cannot be invoked, and one that does not run on changes succeeds in an update.
 */
export async function runStackDeployment(run: StackDeploymentRun): Promise<StackDeploymentResult> {
  const { assembly, references } = run.stack;
  const { requestType = 'Create' } = run;
  const [complete, rolledBack] =
    requestType === 'Create'
      ? (['CREATE_COMPLETE', 'ROLLBACK_COMPLETE'] as const)
      : (['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'] as const);
  for (const trigger of readTriggers(assembly, references)) {
    if (requestType === 'Update' && !trigger.runsOnUpdate) continue;
    const reason = await runTrigger(trigger, run);
    if (reason === undefined) continue;
    const { logicalId } = trigger;
    const withheld = dependentsOf(logicalId, assembly.resources);
    return { status: rolledBack, failure: { logicalId, reason }, withheld };
  }
  return { status: complete, withheld: [] };
}

/** Why the trigger failed, or undefined when it did not. */
async function runTrigger(
  { handlerArn, isSynchronous, timeoutMs: limitMs }: DeclaredTrigger,
  { stack, clock = systemClock }: StackDeploymentRun,
): Promise<string | undefined> {
  try {
    if (!isSynchronous) {
      stack.invoker.invokeAsync(handlerArn, {});
      return undefined;
    }
    const invocation = stack.invoker.invoke(handlerArn, {});
    const ended = await waitAtMost(invocation, { clock, limitMs });
    return ended === undefined ? `No answer within ${limitMs} ms` : reasonOf(ended);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function reasonOf(invocation: Invocation): string | undefined {
  return invocation.outcome === 'returned' ? undefined : invocation.errorMessage;
}

/** Logical ids of the resources that name this one in `DependsOn`, directly or by others. */
function dependentsOf(logicalId: string, resources: readonly Resource[]): readonly string[] {
  const found = new Set<string>();
  const add = (wanted: string): void => {
    for (const { logicalId: id, dependsOn } of resources) {
      if (!dependsOn.includes(wanted) || found.has(id)) continue;
      found.add(id);
      add(id);
    }
  };
  add(logicalId);
  return [...found];
}
