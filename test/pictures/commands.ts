import { run } from '../../cli/run.ts';
import { recordedIo } from '../cli/recorded-io.ts';
import { temporaryFiles } from '../cli/temporary-files.ts';
import type { TestGate } from '../functions/handlers/gate-world.ts';

/** Runs a command against a gate and what it judges; gives what it printed on stdout. */
export type RunCommand = (
  argv: readonly string[],
  terminal?: { readonly columns: number },
) => Promise<string>;

/** The command line over the world of a gate; its configuration is where `--config` expects it. */
export function commandsOf(gate: TestGate): RunCommand {
  const directory = temporaryFiles({ 'preflight.config.json': gate.configuration });
  return async (argv, terminal) => {
    const recorded = recordedIo({
      directory,
      env: { AWS_REGION: 'us-east-1', PREFLIGHT_TWILIO_ORIGIN: gate.twilio.origin, CI: 'true' },
      isTerminal: terminal !== undefined,
      ...terminal,
      services: {
        signIn: async () => undefined,
        invokeGate: async ({ payload }) => ({
          hasFailed: false,
          payload: JSON.stringify(await gate.handler(payload, gate.context)),
        }),
      },
    });
    await run(argv, recorded.io);
    return recorded.stdout();
  };
}
