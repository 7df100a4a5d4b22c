import { createHash } from 'node:crypto';

/**
 * The text of a configuration with `count` environments, each with a Main key for an Account of its
 * own below one parent: what passes with two questions to Twilio. The same count gives the same text.
 */
export function fleetConfiguration(count: number): string {
  const parentSid = accountSid('parent');
  const names = Array.from({ length: count }, (_, index) => `environment-${index + 1}`);
  const environments = names.map((name) => [
    name,
    {
      secret: { id: `${name}/twilio/credentials` },
      account: { sid: accountSid(name), parentSid, type: 'Full' },
      credential: { kind: 'api-key', keyType: 'main' },
    },
  ]);
  return JSON.stringify({ environments: Object.fromEntries(environments), alerts: {} }, null, 2);
}

function accountSid(name: string): string {
  return `AC${createHash('md5').update(name).digest('hex')}`;
}
