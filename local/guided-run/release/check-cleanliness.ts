import { compared, type Step } from '../checklist.ts';
import { countLeaks } from '../leaks.ts';
import type { RunningSystem } from '../system/running-system.ts';
import { everySecret, everythingSaid } from './everything-said.ts';

/** Looks for every secret of a system in all that came out of it. Says how many, never which. */
export function checkCleanliness(system: RunningSystem): Step {
  const found = countLeaks(everythingSaid(system), everySecret(system));
  return {
    title: 'No answer, alert, log or journal holds a secret or a part of one',
    items: [compared('secrets that were seen', { expected: 0, found })],
  };
}
