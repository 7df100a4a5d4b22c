import { isSecretShaped } from '../domain/credential/secret-shape.ts';
import {
  type ConfigurationIssue,
  configurationIssue,
  type SettingPath,
} from './configuration-issue.ts';

/**
 * Every text in the file, key or value, that is of the form of an Auth Token or API key secret as a
 * whole (32 letters and digits). No setting needs such a text, and a name of an environment or of a field
 * is printed in alerts: a token in its place would be, too.
 */
export function findPastedSecrets(
  value: unknown,
  path: SettingPath = [],
): readonly ConfigurationIssue[] {
  if (typeof value === 'string') return isSecretShaped(value) ? [describe(path, value)] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => findPastedSecrets(item, [...path, index]));
  }
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(isSecretShaped(key) ? [describe([...path, key], key)] : []),
    ...findPastedSecrets(inner, [...path, key]),
  ]);
}

function describe(path: SettingPath, received: string): ConfigurationIssue {
  return configurationIssue({
    path,
    problem: 'has the form of an Auth Token or API key secret (32 letters and digits)',
    received,
    allowed: 'names and SIDs, no secrets',
  });
}
