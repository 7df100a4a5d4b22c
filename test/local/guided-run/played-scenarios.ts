import { everySecret, everythingSaid } from '../../../local/guided-run/release/everything-said.ts';
import { ALL_SCENARIOS } from '../../../local/guided-run/scenarios/all-scenarios.ts';
import { playScenario } from '../../../local/guided-run/scenarios/play-scenario.ts';
import type { Scenario } from '../../../local/guided-run/scenarios/scenario.ts';
import {
  type RunningSystem,
  startSystem,
} from '../../../local/guided-run/system/running-system.ts';
import { type Synthesised, synthesised } from '../../../local/guided-run/system/synthesised.ts';
import { recordScreen } from './recorded-screen.ts';

/** A scenario that has been played: its end, and every text that came out of it. */
export interface Played {
  readonly exitCode: number;
  /** First line of the gate's answer. */
  readonly headline: string;
  readonly shown: string;
  readonly said: string;
  readonly secrets: readonly string[];
}

/** Plays in fresh worlds, over one synthesis for each declared configuration. */
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
  const assemblies = new Map<Scenario['declared'], Promise<Synthesised>>();
  return {
    play: async ({ declared }, act) => {
      const assembly = assemblies.get(declared) ?? synthesised(declared);
      assemblies.set(declared, assembly);
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

/**
 * The slowest scenario waits for a time-out, not for the processor; those that declare something
 * need a synthesis of their own, which then runs beside the other one.
 */
function urgency({ name, declared }: Scenario): number {
  if (name === 'slow-twilio') return 0;
  return declared === undefined ? 2 : 1;
}

/** Plays every scenario, the most urgent ones first. */
export async function playAllScenarios(stage: Stage): Promise<ReadonlyMap<string, Played>> {
  const played = new Map<string, Played>();
  const queue = ALL_SCENARIOS.toSorted((one, other) => urgency(one) - urgency(other));
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
  };
}
