import { type References, resolveValue } from './resolve-value.ts';

/**
 * Resolves every intrinsic function in a property that is JSON, such as an event pattern; numbers,
 * booleans and null stay what they are. Throws as `resolveValue` does.
 */
export function resolveTree(value: unknown, references: References): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => resolveTree(element, references));
  const entries = Object.entries(value);
  const [[name] = ['']] = entries;
  const isIntrinsic = entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'));
  if (isIntrinsic) return resolveValue(value, references);
  return Object.fromEntries(entries.map(([key, member]) => [key, resolveTree(member, references)]));
}
