import type { ConfiguredEnvironment } from '../configuration.ts';

/** Environments by a key, in the order of the file. `Map.groupBy` is not in Node 20. */
export function groupBy(
  environments: readonly ConfiguredEnvironment[],
  keyOf: (environment: ConfiguredEnvironment) => string,
): ReadonlyMap<string, readonly ConfiguredEnvironment[]> {
  const groups = new Map<string, ConfiguredEnvironment[]>();
  for (const environment of environments) {
    const key = keyOf(environment);
    const group = groups.get(key) ?? [];
    groups.set(key, [...group, environment]);
  }
  return groups;
}

/** `staging, production`; at most ten, so that a message stays readable. */
export function joinNames(environments: readonly ConfiguredEnvironment[]): string {
  const names = environments.slice(0, 10).map((each) => each.name);
  return environments.length > 10 ? `${names.join(', ')}, …` : names.join(', ');
}
