import { guidedRun } from './guided-run/guided-run.ts';
import { createScreen } from './guided-run/screen/screen.ts';
import { createOpenedThings } from './guided-run/system/opened-things.ts';

const opened = createOpenedThings();

process.once('SIGINT', () => {
  // 128 + SIGINT, as shells say it; the function's processes must not outlive this one.
  const leave = (): void => process.exit(130);
  opened.close().then(leave, leave);
});

try {
  const screen = createScreen(process.stdout, process.env);
  process.exitCode = await guidedRun(process.argv.slice(2), { screen, opened });
} finally {
  await opened.close();
}
