import { everySecret, everythingSaid } from '../../../local/guided-run/release/everything-said.ts';
import { ALL_SCENARIOS } from '../../../local/guided-run/scenarios/all-scenarios.ts';
import { playScenario } from '../../../local/guided-run/scenarios/play-scenario.ts';
import type { Scenario } from '../../../local/guided-run/scenarios/scenario.ts';
import {
  type RunningSystem,
  startSystem,
} from '../../../local/guided-run/system/running-system.ts';
import { type Synthesised, synthesised } from '../../../local/guided-run/system/synthesised.ts';
import { callsWithoutPermission } from './calls-without-permission.ts';
import { recordScreen } from './recorded-screen.ts';
import { redeclared } from './redeclared.ts';

/** A scenario that has been played: its end, and every text that came out of it. */
export interface Played {
  readonly exitCode: number;
  /** First line of the gate's answer. */
  readonly headline: string;
  readonly shown: string;
  readonly said: string;
  readonly secrets: readonly string[];
  /** AWS calls of its functions that their roles do not allow. */
  readonly withoutPermission: readonly string[];
}

/** Plays in fresh worlds, over one synthesis. */
export interface Stage {
  play<Result>(
    scenario: Scenario,
    act: (system: RunningSystem) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

/** Worlds that run at once; more would only wait for the processor. */
const AT_ONCE = 3;

export function setStage(): Stage {
  const base = synthesised();
  const assemblies = new Map<object | undefined, Promise<Synthesised>>([[undefined, base]]);
  const make = async ({ declared = {}, configuration }: Scenario): Promise<Synthesised> =>
    configuration === undefined
      ? await redeclared(await base, declared)
      : await synthesised({ configuration });
  return {
    play: async (scenario, act) => {
      const other = scenario.configuration ?? scenario.declared;
      const assembly = assemblies.get(other) ?? make(scenario);
      assemblies.set(other, assembly);
      const system = await startSystem(await assembly);
      try {
        return await act(system);
      } finally {
        await system.close();
      }
    },
    close: async () => {
      for (const assembly of assemblies.values()) await (await assembly).close();
    },
  };
}

/** Plays every scenario; the slowest waits for a time-out, not for the processor, so it goes first. */
export async function playAllScenarios(stage: Stage): Promise<ReadonlyMap<string, Played>> {
  const played = new Map<string, Played>();
  const queue = ALL_SCENARIOS.toSorted((one) => (one.name === 'slow-twilio' ? -1 : 0));
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const scenario = next;
      played.set(scenario.name, await stage.play(scenario, (system) => play(scenario, system)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return played;
}

async function play(scenario: Scenario, system: RunningSystem): Promise<Played> {
  const { screen, text } = recordScreen();
  const exitCode = await playScenario(scenario, system, screen);
  const job = system.aws.jobs.list().at(-1)?.state;
  const answer = job?.status === 'failed' ? job.message : '';
  return {
    exitCode,
    headline: answer.split('\n')[0] ?? '',
    shown: text(),
    said: everythingSaid(system),
    secrets: everySecret(system),
    withoutPermission: callsWithoutPermission(system),
  };
}
