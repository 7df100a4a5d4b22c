import type { Step } from '../checklist.ts';
import type { Screen } from '../screen/screen.ts';

/** Says for each step whether it went as told, and what did not. Gives the exit code: 0 or 1. */
export function conclude(steps: readonly Step[], screen: Screen): 0 | 1 {
  screen.heading('Did everything go as told?');
  for (const { title, items } of steps) {
    const deviations = items.filter(({ isAsTold }) => !isAsTold);
    if (deviations.length === 0) {
      screen.line(`  ${screen.paint('good', 'yes')}  ${title}`);
      continue;
    }
    screen.line(`  ${screen.paint('bad', 'NO')}   ${title}`);
    for (const { what, expected, found } of deviations) {
      screen.line(`       ${what}: expected ${expected}; found ${found}`);
    }
  }
  return steps.every(({ items }) => items.every(({ isAsTold }) => isAsTold)) ? 0 : 1;
}
