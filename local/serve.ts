import { instructions } from './serve/instructions.ts';
import { type Ports, readServeRequest, SERVE_HELP } from './serve/ports.ts';
import { createCleanup, startWorld } from './serve/start-world.ts';

process.exitCode = await main(process.argv.slice(2));

/** `npm run local`: 0 when it was ended by a signal, 1 when it could not start, 2 for bad arguments. */
async function main(argv: readonly string[]): Promise<number> {
  const request = readServeRequest(argv);
  switch (request.kind) {
    case 'help':
      console.log(SERVE_HELP);
      return 0;
    case 'refused':
      console.error(`${request.problem}\n\n${SERVE_HELP}`);
      return 2;
    case 'serve':
      return await serve(request.ports);
  }
}

async function serve(ports: Ports): Promise<number> {
  const cleanup = createCleanup();
  const signal = awaitSignal();
  try {
    const events = {
      onStep: console.error,
      onLine: (line: string) => console.log(`gate | ${line}`),
    };
    const world = await startWorld(ports, events, cleanup);
    console.log(`\n${instructions(world)}\n`);
    await signal.came;
    return 0;
  } catch (error) {
    // A Ctrl-C during the start also ends the synth, which then looks like a failure.
    if (signal.hasCome()) return 0;
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await cleanup.run();
  }
}

interface Signal {
  readonly came: Promise<void>;
  hasCome(): boolean;
}

/** A second signal finds no listener any more and ends the process the hard way. */
function awaitSignal(): Signal {
  let hasCome = false;
  const came = new Promise<void>((resolve) => {
    const stop = (): void => {
      hasCome = true;
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  return { came, hasCome: () => hasCome };
}
