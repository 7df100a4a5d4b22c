import { z } from 'zod';
import type { StackAssembly } from '../deployment/read-assembly.ts';
import { resolveTree } from '../deployment/resolve-tree.ts';
import type { References } from '../deployment/resolve-value.ts';

/** A `triggers.Trigger` of the CDK, as its custom resource declares it. */
export interface DeclaredTrigger {
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
export function readTriggers(
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
