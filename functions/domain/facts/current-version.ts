import type { Evidence } from '../model/evidence.ts';

/** The version id that AWSCURRENT named when it was read; empty where it could not be. */
export function currentVersion({ secret }: Evidence): string {
  return secret.outcome === 'read' ? secret.versionId : '';
}
