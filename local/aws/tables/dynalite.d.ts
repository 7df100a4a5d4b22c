declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Makes a DynamoDB in memory; it listens after `listen`. Times are how long a table takes. */
  const dynalite: (options: { readonly createTableMs: number }) => Server;
  export = dynalite;
}
