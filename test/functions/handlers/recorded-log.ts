import type { Log, LogFields } from '../../../functions/domain/model/ports.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that keeps its lines. */
export function createRecordedLog(): { readonly log: Log; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields });
    };
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, lines };
}

/** A log that breaks its promise never to throw. */
export const brokenLog: Log = {
  info: breakDown,
  warn: breakDown,
  error: breakDown,
};

function breakDown(): never {
  throw new Error('the log is full');
}
