import { runCodeDeploy } from '../../local/deployments/run-code-deploy.ts';
import { runEcsDeployment } from '../../local/deployments/run-ecs-deployment.ts';
import { runStackDeployment } from '../../local/deployments/run-stack-deployment.ts';
import { RULE_CONTRACTS } from '../../local/pipeline/rules/all-rule-contracts.ts';
import type { PipelineName } from './gated-app.ts';
import type { GatedShop, OpenOptions } from './gated-shop.ts';

/** A form of the gate: runs one release or deployment, and says whether production was touched. */
export interface GateForm {
  readonly name: string;
  readonly isOpened: (shop: GatedShop) => Promise<boolean>;
}

/** Whether a release through this pipeline deployed to production. */
async function releases(
  shop: GatedShop,
  name: PipelineName,
  options: OpenOptions = {},
): Promise<boolean> {
  const execution = await shop.open(name, options).start().ended;
  const stage = execution.stages.find((each) => each.name === 'Production');
  const deploys = stage?.actions.filter((action) => !action.name.includes('TwilioGate')) ?? [];
  const isDeployed = deploys.length > 0 && deploys.every(({ status }) => status === 'Succeeded');
  if (isDeployed !== (execution.status === 'Succeeded')) {
    throw new Error(`Deployed: ${isDeployed}, and yet the execution is ${execution.status}.`);
  }
  return isDeployed;
}

function outputOf({ stack }: GatedShop, name: string): string {
  const value = stack.outputs[name];
  if (value === undefined) throw new Error(`The app has no output ${name}.`);
  return value;
}

/** Every form that the constructs offer. */
export const GATE_FORMS: readonly GateForm[] = [
  { name: 'an action', isOpened: (shop) => releases(shop, 'Action') },
  { name: 'a step of CDK Pipelines', isOpened: (shop) => releases(shop, 'Step') },
  { name: 'an action of an imported gate', isOpened: (shop) => releases(shop, 'Imported') },
  {
    name: 'a condition whose rule invokes synchronously',
    isOpened: (shop) => releases(shop, 'Condition', { ruleContract: RULE_CONTRACTS.synchronous }),
  },
  {
    name: 'a condition whose rule hands over its parameters',
    isOpened: (shop) => releases(shop, 'Condition', { ruleContract: RULE_CONTRACTS.bare }),
  },
  {
    name: 'a condition whose rule opens a job',
    isOpened: (shop) => releases(shop, 'Condition', { ruleContract: RULE_CONTRACTS.job }),
  },
  {
    name: 'a hook of CodeDeploy',
    isOpened: async (shop) => {
      const { isTrafficShifted } = await runCodeDeploy({
        deployments: shop.aws.deployments,
        invoke: shop.stack.invoker.invoke,
        hooks: { BeforeAllowTraffic: outputOf(shop, 'CodeDeployHook') },
      });
      return isTrafficShifted;
    },
  },
  ...(['enveloped', 'flat'] as const).map((eventShape) => ({
    name: `a hook of ECS (${eventShape} event)`,
    isOpened: async (shop: GatedShop) => {
      const { isTrafficShifted } = await runEcsDeployment({
        functionName: outputOf(shop, 'EcsHook'),
        invoke: shop.stack.invoker.invoke,
        eventShape,
      });
      return isTrafficShifted;
    },
  })),
  {
    name: 'a trigger of a stack',
    isOpened: async ({ stack }) => {
      const { status, withheld } = await runStackDeployment({ stack });
      if (status === 'CREATE_COMPLETE') return true;
      if (!withheld.some((id) => id.startsWith('Guarded'))) {
        throw new Error('The stack rolled back, and yet what the gate guards was made.');
      }
      return false;
    },
  },
];
