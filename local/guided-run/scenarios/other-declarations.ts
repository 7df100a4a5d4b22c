/**
 * A configuration other than `preflight.config.json`, which no scenario may change: production says
 * which type of key it wants, and development is being introduced to the gate.
 */
export const OTHER_DECLARATIONS: Readonly<Record<string, object>> = {
  production: { credential: { kind: 'api-key', keyType: 'standard' } },
  development: { mode: 'shadow' },
};
