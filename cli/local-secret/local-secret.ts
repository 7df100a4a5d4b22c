import type { SecretReader } from '../../functions/domain/model/ports.ts';

/** One environment's secret that is not in AWS, and what the person should know about it. */
export interface LocalSecret {
  readonly secrets: SecretReader;
  readonly notes: readonly string[];
}

/** What every note on such a secret ends with. */
export const NOT_COMPARED =
  "AWS is not asked. Other environments' secrets are not compared, and the auditor is not used.";
