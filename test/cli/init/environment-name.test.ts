import { expect, it } from 'vitest';
import { environmentNameOf } from '../../../cli/init/environment-name.ts';

it.each([
  ['prod/twilio/credentials', 'production'],
  ['production/twilio/credentials', 'production'],
  ['twilio-stg', 'staging'],
  ['myapp_DEV_twilio', 'development'],
  ['StagingTwilioSecret', 'staging'],
  ['twilio/live', 'production'],
  ['app/preprod/twilio', 'preproduction'],
  ['qa2/twilio', 'qa'],
  ['product/twilio', undefined],
  ['twilio/credentials', undefined],
  ['twilio/auditor', undefined],
])('proposes for the secret %s the environment %s', (secretName, name) => {
  expect(environmentNameOf(secretName)).toBe(name);
});
