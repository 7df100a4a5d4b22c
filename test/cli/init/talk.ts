import { expect } from 'vitest';
import type { Services } from '../../../cli/services.ts';
import { type FakePrompts, fakePrompts, type Replies } from './fake-prompts.ts';
import { type InitWorld, runInit, type Written } from './init-world.ts';

/** A run, and what was asked in it. */
export interface Talk extends Written, Pick<FakePrompts, 'asked' | 'shown'> {}

export interface Person {
  readonly replies?: Replies | undefined;
  readonly cancelAt?: number | undefined;
  readonly argv?: readonly string[] | undefined;
  readonly services?: Services | undefined;
}

/** Runs `init` on a terminal with a person at it. No question shows a secret. */
export async function talk(world: InitWorld, person: Person): Promise<Talk> {
  const { replies = [], cancelAt, argv = [], services } = person;
  const { prompts, asked, shown } = fakePrompts(replies, cancelAt);
  const written = await runInit(world, {
    argv,
    isTerminal: true,
    services: { ...services, terminalPrompts: () => prompts },
  });
  for (const canary of world.world.canaries) expect(shown()).not.toContain(canary.slice(0, 8));
  return { ...written, asked, shown };
}
