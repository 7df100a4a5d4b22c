import type { LocalAws } from '../aws/start-local-aws.ts';
import { systemClock } from '../clock/local-clock.ts';
import type { FunctionInvoker } from '../lambda/function-invoker.ts';
import { parseDefinition } from '../state-machine/definition.ts';
import { runExecution } from '../state-machine/run-execution.ts';
import { physicalName } from './physical-names.ts';
import type { StackAssembly } from './read-assembly.ts';
import { type References, resolveValue } from './resolve-value.ts';

/** Children of a map that run at once: each is a process of the function, on a machine with few cores. */
const MAX_CHILDREN = 2;

/**
 * Makes the stack's state machines; their functions run as in the local Lambda. Roles, logs and tags have
 * no effect here. Throws for a definition with anything in it that the local Step Functions does not run.
 */
export function deployStateMachines(
  { stackName, resources }: StackAssembly,
  references: References,
  { aws, invoker }: { readonly aws: LocalAws; readonly invoker: FunctionInvoker },
): void {
  const ports = {
    invoke: invoker.invoke,
    objects: aws.objects,
    clock: systemClock,
    random: Math.random,
    maxChildren: MAX_CHILDREN,
  };
  for (const resource of resources) {
    if (resource.type !== 'AWS::StepFunctions::StateMachine') continue;
    const text = resolveValue(resource.properties['DefinitionString'], references);
    const definition = parseDefinition(JSON.parse(text));
    aws.executions.createMachine({
      name: physicalName(stackName, resource),
      run: (start) => runExecution(definition, start, ports),
    });
  }
}
