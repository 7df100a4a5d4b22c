import type { Screen } from '../screen/screen.ts';
import type { OpenedThings } from './opened-things.ts';
import { type RunningSystem, startSystem } from './running-system.ts';
import { type OtherConfiguration, synthesised } from './synthesised.ts';

/** Where a run is shown, and what it opens; the caller closes both. */
export interface Run {
  readonly screen: Screen;
  readonly opened: OpenedThings;
}

/** Synthesises the project, starts a fresh world and deploys into it, and shows each step. */
export async function prepare(
  { screen, opened }: Run,
  other: OtherConfiguration = {},
): Promise<RunningSystem> {
  const assembly = await shown(screen, {
    live: 'Synthesising the stack, as cdk synth does',
    done: 'Synthesised the stack: the bundle that cdk deploy would ship',
    work: async () => opened.add(await synthesised(other)),
  });
  return await shown(screen, {
    live: 'Starting AWS and Twilio on this machine and deploying into them',
    done: 'Started AWS and Twilio on 127.0.0.1, filled both, deployed the stack',
    work: async () => opened.add(await startSystem(assembly)),
  });
}

async function shown<Result>(
  screen: Screen,
  step: { readonly live: string; readonly done: string; readonly work: () => Promise<Result> },
): Promise<Result> {
  const startedMs = performance.now();
  screen.live(step.live, true);
  const result = await step.work();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  screen.settle(`  ${step.done}  (${seconds} s)`);
  return result;
}
