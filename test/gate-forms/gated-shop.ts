import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type LocalAws, startLocalAws } from '../../local/aws/start-local-aws.ts';
import type { LocalClock } from '../../local/clock/local-clock.ts';
import { type DeployedStack, deployStack } from '../../local/deployment/deploy-stack.ts';
import type { ExampleWorld } from '../../local/example-world/example-world.ts';
import { seedExampleWorld } from '../../local/example-world/seed-example-world.ts';
import type { Pipeline } from '../../local/pipeline/create-pipeline.ts';
import { openPipeline } from '../../local/pipeline/open-pipeline.ts';
import type { RuleContract } from '../../local/pipeline/rules/rule-contract.ts';
import { type LocalTwilio, startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { type PipelineName, synthesiseGatedApp } from './gated-app.ts';

/** The app with every form of the gate, deployed into a world where everything is right. */
export interface GatedShop {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  readonly example: ExampleWorld;
  readonly stack: DeployedStack;
  /** A pipeline of the app without executions. */
  open(name: PipelineName, options?: OpenOptions): Pipeline;
  /** The subjects of the emails so far, once every function has ended. */
  mails(): Promise<readonly string[]>;
}

export interface OpenOptions {
  readonly clock?: LocalClock;
  readonly ruleContract?: RuleContract;
}

/** Deploys once for the tests of a file, and mends the world before each of them. */
export function useGatedShop(): () => GatedShop {
  let shop: GatedShop | undefined;
  beforeAll(async () => {
    shop = await startShop();
    // Four functions are bundled; on a busy machine that takes a while.
  }, 120_000);
  beforeEach(async () => {
    if (shop !== undefined) await mend(shop);
  });
  afterAll(async () => {
    await shop?.stack.close();
    await Promise.all([shop?.aws.close(), shop?.twilio.close()]);
  });
  return () => {
    if (shop === undefined) throw new Error('the shop opens before the first test');
    return shop;
  };
}

async function startShop(): Promise<GatedShop> {
  const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
  const example = await seedExampleWorld({ aws, twilio });
  const stack = await deployStack(synthesiseGatedApp(), { aws, twilioOrigin: twilio.origin });
  const open = (name: PipelineName, options: OpenOptions = {}): Pipeline =>
    openPipeline(stack, aws, { ...options, logicalId: pipelineId(stack, name) });
  const mails = async (): Promise<readonly string[]> => {
    await stack.invoker.idle();
    return aws.notifications.mailbox.list().map(({ subject, body }) => `${subject}\n${body}`);
  };
  return { aws, twilio, example, stack, open, mails };
}

function pipelineId({ assembly }: DeployedStack, name: PipelineName): string {
  const wanted = name === 'Step' ? 'Pipelines' : name;
  const found = assembly.resources.find(
    ({ type, logicalId }) =>
      type === 'AWS::CodePipeline::Pipeline' && logicalId.startsWith(`${wanted}Pipeline`),
  );
  if (found === undefined) throw new Error(`The app has no pipeline ${name}.`);
  return found.logicalId;
}

async function mend({ aws, twilio, example, stack }: GatedShop): Promise<void> {
  // What the last test set off may still be telling people.
  await stack.invoker.idle();
  aws.faults.clear();
  twilio.faults.clear();
  for (const environment of example.environments) environment.putGoodSecret();
  aws.notifications.mailbox.clear();
}
