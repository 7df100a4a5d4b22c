const FOREIGN = /^(?:AWS|PREFLIGHT|TWILIO)_/;

/**
 * Drops the variables that would point the SDKs elsewhere: those of the person who runs the tests, or
 * the ones that `npm run local` asks to export. Workers and child processes inherit what is left.
 */
export function setup(): void {
  for (const name of Object.keys(process.env)) {
    if (FOREIGN.test(name)) delete process.env[name];
  }
}
