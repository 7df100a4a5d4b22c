import { ALL_SCENARIOS } from '../../../local/guided-run/scenarios/all-scenarios.ts';
import {
  otherSettings,
  playScenario,
} from '../../../local/guided-run/scenarios/play-scenario.ts';
import type { Scenario } from '../../../local/guided-run/scenarios/scenario.ts';
import { everySecret, everythingSaid } from '../../../local/guided-run/release/everything-said.ts';
import { startSystem } from '../../../local/guided-run/system/running-system.ts';
import { type Synthesised, synthesised } from '../../../local/guided-run/system/synthesised.ts';
import { ARTIFACT_CREDENTIALS } from '../../../local/pipeline/job-event.ts';
import { recordScreen } from './recorded-screen.ts';

/** A scenario that has been played: its end, and every text that came out of it. */
export interface Played {
  readonly exitCode: number;
  readonly shown: string;
  readonly said: string;
  readonly secrets: readonly string[];
}

/** Worlds that run at once; more would only wait for the processor. */
const AT_ONCE = 3;

/** Plays every scenario, each in a fresh world, over one synthesis per declared configuration. */
export async function playAllScenarios(): Promise<ReadonlyMap<string, Played>> {
  const assemblies = new Map<string, Promise<Synthesised>>();
  const played = new Map<string, Played>();
  // The slowest one waits for time-outs, not for the processor: it goes first.
  const queue = [...ALL_SCENARIOS].sort((one) => (one.name === 'slow-twilio' ? -1 : 0));
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const settings = JSON.stringify(next.declared);
      const assembly = assemblies.get(settings) ?? synthesised(otherSettings(next));
      assemblies.set(settings, assembly);
      played.set(next.name, await play(next, await assembly));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    for (const assembly of assemblies.values()) await (await assembly).close();
  }
  return played;
}

async function play(scenario: Scenario, assembly: Synthesised): Promise<Played> {
  const system = await startSystem(assembly);
  try {
    const { screen, text } = recordScreen();
    const exitCode = await playScenario(scenario, system, screen);
    const secrets = [...everySecret(system), ...Object.values(ARTIFACT_CREDENTIALS)];
    return { exitCode, shown: text(), said: everythingSaid(system), secrets };
  } finally {
    await system.close();
  }
}
