import { showValue } from './shown-value.ts';

/** Keys and list positions from the root of the file to one setting. */
export type SettingPath = readonly PropertyKey[];

/**
 * The path as people write it: `environments.production.account.sid`, `alerts.email[0]`,
 * `environments["my env"].mode`. A key that looks like a secret is not shown. Empty for the root.
 */
export function formatPath(path: SettingPath): string {
  return path.map(formatSegment).join('').replace(/^\./, '');
}

function formatSegment(segment: PropertyKey): string {
  if (typeof segment === 'number') return `[${segment}]`;
  const name = String(segment);
  const shown = showValue(name);
  if (shown === `"${name}"` && /^[\w$-]+$/.test(name)) return `.${name}`;
  return shown.startsWith('[') ? shown : `[${shown}]`;
}

/** The value at a path, or undefined where there is none. Own properties only. */
export function valueAt(root: unknown, path: SettingPath): unknown {
  let value = root;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) {
      return undefined;
    }
    value = (value as Readonly<Record<PropertyKey, unknown>>)[segment];
  }
  return value;
}
