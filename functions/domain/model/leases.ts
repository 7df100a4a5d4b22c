import type { CallOptions } from './ports.ts';

/** Rights that one process at a time may have, for a while. */
export interface Leases {
  /**
   * Takes the lease of that name for so long, from now: false where another process has it. Throws
   * `PreflightError` `history.unavailable` where that is not known.
   */
  take(name: string, forMs: number, options: CallOptions): Promise<boolean>;
}
