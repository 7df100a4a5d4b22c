import { guidedRun } from './guided-run/guided-run.ts';
import { createScreen } from './guided-run/screen/screen.ts';
import { createOpenedThings } from './guided-run/system/opened-things.ts';

// The SDK would warn of the end of Node 20 in the middle of the output.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const opened = createOpenedThings();
const screen = createScreen(process.stdout, process.env);

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.once('SIGINT', () => {
  screen.line();
  // 128 + SIGINT, as shells say it; the function's processes must not outlive this one.
  const leave = (): void => process.exit(130);
  opened.close().then(leave, leave);
});

try {
  process.exitCode = await guidedRun(process.argv.slice(2), { screen, opened });
} catch (error) {
  // Most likely the configuration was edited: the message says what is wrong with it.
  screen.settle('');
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await opened.close();
}
