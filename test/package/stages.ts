import { type Resource, resourcesOf } from './strangers-app.ts';

/** An action of a pipeline's template. */
export interface Action {
  readonly Name: string;
  readonly RunOrder: number;
  readonly RoleArn: unknown;
  readonly Configuration: Readonly<Record<string, unknown>>;
  readonly ActionTypeId: { readonly Category: string; readonly Provider: string };
}

interface Stage {
  readonly Name: string;
  readonly Actions: readonly Action[];
}

/** One stage as a test reads it: run order and name of its gates, and of what it deploys. */
export interface StageOrder {
  readonly gates: readonly (readonly [runOrder: number, name: string])[];
  readonly deploys: readonly (readonly [runOrder: number, name: string])[];
}

/** The stages of the one pipeline of a stack that deploy anything, by name. */
export function deployingStages(
  assembly: string,
  stack: string,
): Readonly<Record<string, StageOrder>> {
  const orders = stagesOf(resourcesOf(assembly, stack)).map(
    (stage) => [stage.Name, orderOf(stage)] as const,
  );
  return Object.fromEntries(orders.filter(([, { deploys }]) => deploys.length > 0));
}

/** Whether every gate of the stage runs before everything that it deploys. */
export function gateComesFirst({ gates, deploys }: StageOrder): boolean {
  const firstDeploy = Math.min(...deploys.map(([runOrder]) => runOrder));
  return gates.length > 0 && gates.every(([runOrder]) => runOrder < firstDeploy);
}

/** The stages of the one pipeline among the resources. */
export function stagesOf(resources: readonly Resource[]): readonly Stage[] {
  const [pipeline, ...others] = resources.filter(
    ({ Type }) => Type === 'AWS::CodePipeline::Pipeline',
  );
  if (pipeline === undefined || others.length > 0) throw new Error('There is not one pipeline.');
  return pipeline.Properties['Stages'] as readonly Stage[];
}

function orderOf({ Actions }: Stage): StageOrder {
  const inOrder = [...Actions].sort((one, other) => one.RunOrder - other.RunOrder);
  const named = (category: string): StageOrder['gates'] =>
    inOrder
      .filter(({ ActionTypeId }) => ActionTypeId.Category === category)
      .map(({ RunOrder, Name }) => [RunOrder, Name]);
  return { gates: named('Invoke'), deploys: named('Deploy') };
}
