import * as z from 'zod/mini';
import type { ConfiguredSecret } from '../configuration.ts';
import { type AlertSettings, alertsSchema } from './alerts-schema.ts';
import { type EnvironmentSettings, environmentSchema } from './environment-schema.ts';
import { type FleetSettings, fleetSchema } from './fleet-schema.ts';
import { secretSchema } from './secret-schema.ts';
import { described, settings, text } from './setting.ts';
import { ENVIRONMENT_NAME } from './twilio-rules.ts';

/** The file as it is written, defaults filled in. */
export interface ConfigurationSettings {
  readonly $schema?: string | undefined;
  /** Absent or empty only where there is a fleet. */
  readonly environments?: Readonly<Record<string, EnvironmentSettings>> | undefined;
  readonly fleet?: FleetSettings | undefined;
  readonly auditor?: { readonly secret: ConfiguredSecret } | undefined;
  readonly alerts: AlertSettings;
}

const SOME_ENVIRONMENT =
  'must be an object with at least one environment by its name, where there is no fleet';

/**
 * The one schema of `preflight.config.json`: the parser and the published JSON Schema both come from it.
 * Every object is strict. It judges one setting at a time; what settings say together is judged
 * by `consistency/`.
 */
export const configurationSchema: z.ZodMiniType<ConfigurationSettings> = described(
  settings({
    $schema: described(z.exactOptional(z.string('must be a text')), {
      title: 'JSON Schema',
      description: 'Path or URL of the JSON Schema, for editors. Not read by the program.',
    }),
    environments: described(
      z.exactOptional(
        z.record(text(ENVIRONMENT_NAME), environmentSchema, {
          error: ({ code }) =>
            code === 'invalid_key' ? `must be ${ENVIRONMENT_NAME.what}` : SOME_ENVIRONMENT,
        }),
      ),
      {
        title: 'Environments',
        description:
          'The environments by name; at least one. Left out where there is only a fleet.',
        minProperties: 1,
      },
    ),
    auditor: described(z.exactOptional(settings({ secret: secretSchema })), {
      title: 'Auditor',
      description:
        "A Main key or the parent's Auth Token, used only to read what an environment's own key cannot: status, parent, type and API keys of its account.",
    }),
    alerts: described(z.prefault(alertsSchema, {}), {
      title: 'Alerts',
      description: 'Who is notified of a failed or inconclusive run.',
    }),
    fleet: z.exactOptional(fleetSchema),
  }).check(
    z.check(({ value: { environments, fleet }, issues }) => {
      if (fleet !== undefined || Object.keys(environments ?? {}).length > 0) return;
      const path = ['environments'];
      issues.push({ code: 'custom', path, message: SOME_ENVIRONMENT, input: environments });
    }),
  ),
  {
    title: 'twilio-preflight configuration',
    description: 'The declared environments: what each Twilio credential must be.',
  },
);
