import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../../domain/model/ports.ts';
import { safeLog } from '../../domain/model/safe-log.ts';

/**
 * JSON log lines by Powertools, on standard output where Lambda collects them. The event is never
 * logged (it carries artifact credentials), and no error object: only the fields given.
 */
export function createPowertoolsLog(): Log {
  const logger = new Logger({ serviceName: 'twilio-preflight', logLevel: 'INFO' });
  return safeLog({
    info: (message, fields) => logger.info(message, { ...fields }),
    warn: (message, fields) => logger.warn(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
  });
}
