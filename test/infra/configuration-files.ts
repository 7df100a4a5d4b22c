import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './temporary-directory.ts';

type SecretSettings = Readonly<Record<string, string>>;

const STAGING = 'AC217072093cc9fec95faf7f0adf6a8d49';
const PRODUCTION = 'ACdfb5b35a454c6996821c13b13e6f33ed';

/** A valid configuration: two environments, an auditor, two subscribers. */
export const CONFIGURATION: object = {
  environments: {
    staging: environment(STAGING, { id: 'staging/twilio/credentials' }),
    production: environment(PRODUCTION, { id: 'production/twilio/credentials' }),
  },
  auditor: { secret: { id: 'twilio/auditor' } },
  alerts: { email: ['ops@example.com'], sms: ['+15551230001'] },
};

/** A valid configuration of a fleet alone, whose members are in an object of S3. */
export const FLEET_CONFIGURATION = {
  fleet: {
    template: { secret: { id: 'tenants/{member}/twilio' } },
    members: { s3: 's3://members-bucket/members.csv' },
  },
  alerts: { email: ['ops@example.com'] },
} as const;

/** One environment of a configuration file. */
export function environment(sid: string, secret: SecretSettings): object {
  return { secret, account: { sid } };
}

/** A configuration with one environment, or two, that keep their credentials in these secrets. */
export function configurationWith(staging: SecretSettings, production?: SecretSettings): object {
  return {
    environments: {
      staging: environment(STAGING, staging),
      ...(production && { production: environment(PRODUCTION, production) }),
    },
  };
}

/** Writes `content` as a configuration file in a directory of its own. */
export function writeConfiguration(content: unknown): string {
  const file = join(temporaryDirectory(), 'preflight.config.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}
