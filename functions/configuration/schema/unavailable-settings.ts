import * as z from 'zod/mini';
import { described } from './described.ts';

/**
 * Settings that are promised and that nothing acts on yet. They are refused, since one that is accepted
 * and ignored would let people believe it is checked. Whoever builds the check deletes its row
 * here and adds the setting to its schema. The text completes "is not available yet: this version …".
 */
export const UNAVAILABLE_SETTINGS = {
  environment: {
    probe: 'asks restricted keys no declared question',
    resources: 'has no check of phone numbers, services and applications',
    testCall: 'places no test call and sends no test message',
  },
} as const;

/** Values that are promised and not available yet, by the path of their setting; same rule as above. */
export const UNAVAILABLE_VALUES: readonly UnavailableValue[] = [
  {
    setting: 'credential.kind',
    value: 'oauth-client',
    why: 'cannot verify OAuth clients',
    instead: 'declare another kind',
  },
];

/** One row of {@link UNAVAILABLE_VALUES}; `setting` is the path inside an environment. */
export interface UnavailableValue {
  readonly setting: string;
  readonly value: string;
  readonly why: string;
  readonly instead: string;
}

/** A shape that refuses every setting of a table above, in the JSON Schema too, so that editors flag it. */
export function refused<Name extends string>(
  rows: Readonly<Record<Name, string>>,
): Record<Name, z.ZodMiniExactOptional<z.ZodMiniNever>> {
  const shape: Partial<Record<Name, z.ZodMiniExactOptional<z.ZodMiniNever>>> = {};
  for (const name of Object.keys(rows) as Name[]) {
    const description = `${unavailable(rows[name])}. Remove it.`;
    shape[name] = described(z.exactOptional(z.never()), {
      title: 'Not available yet',
      description,
    });
  }
  return shape as Record<Name, z.ZodMiniExactOptional<z.ZodMiniNever>>;
}

/** The sentence for a row's reason. */
export function unavailable(why: string): string {
  return `is not available yet: this version ${why}`;
}

/** Why the setting at the end of a path is refused, for a path whose schema came from {@link refused}. */
export function whyUnavailable(name: string): string {
  const rows: Readonly<Record<string, string>> = UNAVAILABLE_SETTINGS.environment;
  return rows[name] ?? 'does not know it';
}
