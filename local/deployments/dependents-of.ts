import type { Resource } from '../deployment/read-assembly.ts';

/** Logical ids of the resources that name this one in `DependsOn`, directly or by others. */
export function dependentsOf(logicalId: string, resources: readonly Resource[]): readonly string[] {
  const found = new Set<string>();
  const add = (wanted: string): void => {
    for (const { logicalId: id, dependsOn } of resources) {
      if (!dependsOn.includes(wanted) || found.has(id)) continue;
      found.add(id);
      add(id);
    }
  };
  add(logicalId);
  return [...found];
}
