import { createHash } from 'node:crypto';
import type { Configuration } from './configuration.ts';

/** What `preflight.validated.json` holds: a configuration that passed, and from which text it was parsed. */
interface ValidatedConfiguration {
  /** SHA-256 of the text of `preflight.config.json`, hexadecimal. */
  readonly sha256: string;
  readonly configuration: Configuration;
}

/** Text of `preflight.validated.json` for a configuration that was parsed from `text`. */
export function writeValidated(text: string, configuration: Configuration): string {
  return JSON.stringify({ sha256: sha256Of(text), configuration } satisfies ValidatedConfiguration);
}

/** The configuration in `validated`, or undefined unless it was made from exactly `text`. */
export function readValidated(validated: string, text: string): Configuration | undefined {
  try {
    const { sha256, configuration }: ValidatedConfiguration = JSON.parse(validated);
    return sha256 === sha256Of(text) ? configuration : undefined;
  } catch {
    // The schema then says what is wrong with the text itself.
    return undefined;
  }
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
