import { Logger } from '@aws-lambda-powertools/logger';
import type { Log, LogFields } from '../../domain/ports.ts';

/**
 * JSON log lines by Powertools, on standard output where Lambda collects them. The event is never
 * logged (it carries artifact credentials), and no error object: only the fields given.
 */
export function createPowertoolsLog(): Log {
  const logger = new Logger({ serviceName: 'twilio-preflight', logLevel: 'INFO' });
  const quietly = (write: () => void): void => {
    try {
      write();
    } catch {
      // A full disk or a closed stream is no reason to leave a job unanswered.
    }
  };
  return {
    info: (message, fields: LogFields = {}) => quietly(() => logger.info(message, { ...fields })),
    warn: (message, fields: LogFields = {}) => quietly(() => logger.warn(message, { ...fields })),
    error: (message, fields: LogFields = {}) => quietly(() => logger.error(message, { ...fields })),
  };
}
