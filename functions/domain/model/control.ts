import type { CallOptions } from './ports.ts';
import type { Control } from './schemas/control-schema.ts';

export type { Control, ControlAnswer, Override, Snooze } from './schemas/control-schema.ts';

/** What people are notified of, once for each control. */
export type ControlEvent = keyof Control['notified'];

/**
 * Overrides and snoozes, in the table of runs. Every method throws `PreflightError` `history.unavailable`
 * where the table gives no usable answer, or holds one that cannot be read: a write may then have been done.
 */
export interface Controls {
  /** Never stale. */
  read(id: string, options: CallOptions): Promise<Control | undefined>;
  /** Writes a control over the revision before it; `conflict` where another write came first. */
  put(control: Control, options: CallOptions): Promise<'stored' | 'conflict'>;
  /** All that are stored, without those that cannot be read. */
  list(options: CallOptions): Promise<readonly Control[]>;
}
