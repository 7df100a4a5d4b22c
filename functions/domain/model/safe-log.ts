import type { Log, LogFields } from './ports.ts';

/**
 * The same log, made to keep the port's promise never to throw: a full disk or a closed stream is no
 * reason to leave a job unanswered. What cannot be written is lost.
 */
export function safeLog(log: Log): Log {
  const safely =
    (level: keyof Log) =>
    (message: string, fields?: LogFields): void => {
      try {
        log[level](message, fields);
      } catch {
        // There is nowhere left to say it.
      }
    };
  return { info: safely('info'), warn: safely('warn'), error: safely('error') };
}
