import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfiguration } from '../../functions/configuration/parse-configuration.ts';
import { writeValidated } from '../../functions/configuration/validated-configuration.ts';
import { CONFIGURATION_FILE, VALIDATED_CONFIGURATION_FILE } from '../../functions/contract.ts';

/** Writes the text as it was reviewed, and the outcome of validating it: see `VALIDATED_CONFIGURATION_FILE`. */
export function writeConfiguration(outDir: string, configFile: string): void {
  const text = readFileSync(configFile, 'utf8');
  writeFileSync(join(outDir, CONFIGURATION_FILE), text);
  const parse = parseConfiguration(text);
  // A construct refuses a wrong configuration before it comes here; the function would refuse it too.
  if (!parse.ok) return;
  const validated = writeValidated(text, parse.configuration);
  writeFileSync(join(outDir, VALIDATED_CONFIGURATION_FILE), validated);
}
