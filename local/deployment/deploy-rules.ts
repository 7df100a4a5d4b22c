import { z } from 'zod';
import type { LocalAws } from '../aws/start-local-aws.ts';
import type { EventRule, EventTarget, TargetInput } from '../events/event-bus.ts';
import { eventPattern } from '../events/event-pattern.ts';
import { checkTransformer } from '../events/input-transformer.ts';
import type { FunctionInvoker } from '../lambda/function-invoker.ts';
import { physicalName } from './physical-names.ts';
import type { Resource, StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-value.ts';
import { resolveTree } from './resolve-value.ts';
import { type ServicePermissions, servicePermissions } from './service-permissions.ts';

const EVENTS = 'events.amazonaws.com';

const targetSchema = z.object({
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({
      InputPathsMap: z.record(z.string(), z.string()).default({}),
      InputTemplate: z.string(),
    })
    .optional(),
});

const ruleSchema = z.object({
  EventPattern: z.unknown().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
});

type DeclaredTarget = z.output<typeof targetSchema>;

/** What the targets of rules are reached by. */
export interface RuleSurroundings {
  readonly aws: LocalAws;
  readonly invoker: FunctionInvoker;
}

/**
 * Reads the rules of a stack that are enabled and have an event pattern; schedules do not run here.
 * Targets are topics and functions, and only those whose policy lets EventBridge in take anything.
 *
 * Throws for a target of another service, and for a pattern or transformer that AWS would refuse.
 */
export function deployRules(
  assembly: StackAssembly,
  references: References,
  surroundings: RuleSurroundings,
): readonly EventRule[] {
  const permissions = servicePermissions(assembly, references);
  const target = (declared: DeclaredTarget): EventTarget => ({
    arn: declared.Arn,
    input: inputOf(declared),
    deliver: deliveryTo(declared.Arn, permissions, surroundings),
  });
  return assembly.resources
    .filter(({ type }) => type === 'AWS::Events::Rule')
    .flatMap((resource) => readRule({ resource, assembly, references, target }));
}

interface RuleReading {
  readonly resource: Resource;
  readonly assembly: StackAssembly;
  readonly references: References;
  readonly target: (declared: DeclaredTarget) => EventTarget;
}

function readRule({ resource, assembly, references, target }: RuleReading): readonly EventRule[] {
  const declared = ruleSchema.parse(resolveTree(resource.properties, references));
  if (declared.EventPattern === undefined || declared.State === 'DISABLED') return [];
  return [
    {
      name: physicalName(assembly.stackName, resource),
      arn: references.get(`${resource.logicalId}.Arn`) ?? '',
      matches: eventPattern(declared.EventPattern, `${resource.logicalId}.EventPattern`),
      targets: declared.Targets.map(target),
    },
  ];
}

function inputOf({ Input, InputPath, InputTransformer }: DeclaredTarget): TargetInput {
  if (InputTransformer !== undefined) {
    const { InputPathsMap: inputPathsMap, InputTemplate: inputTemplate } = InputTransformer;
    const transformer = { inputPathsMap, inputTemplate };
    checkTransformer(transformer);
    return { kind: 'transformed', transformer };
  }
  if (Input !== undefined) return { kind: 'constant', text: Input };
  return InputPath === undefined ? { kind: 'event' } : { kind: 'path', path: InputPath };
}

function deliveryTo(
  arn: string,
  permissions: ServicePermissions,
  { aws, invoker }: RuleSurroundings,
): EventTarget['deliver'] {
  const [, , service, , , , functionName = ''] = arn.split(':');
  if (service === 'sns') {
    return (text) => {
      const isAllowed = permissions.mayPublish(EVENTS, arn);
      if (!isAllowed) throw new Error(`No topic policy lets ${EVENTS} publish to ${arn}.`);
      aws.notifications.publish(arn, text);
    };
  }
  if (service === 'lambda') {
    return (text) => {
      const names = [arn, functionName];
      const isAllowed = names.some((name) => permissions.mayInvoke(EVENTS, name));
      if (!isAllowed) throw new Error(`No permission lets ${EVENTS} invoke ${arn}.`);
      invoker.invokeAsync(arn, JSON.parse(text));
    };
  }
  throw new Error(`The local EventBridge has no targets of ${service}: ${arn}.`);
}
