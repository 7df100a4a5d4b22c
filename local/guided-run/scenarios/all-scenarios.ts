import { FLEETS } from './fleets.ts';
import { OUTAGES } from './outages.ts';
import { OVERRIDES } from './overrides.ts';
import { RESOURCES } from './resources.ts';
import type { Scenario } from './scenario.ts';
import { STORED_CREDENTIAL } from './stored-credential.ts';
import { TEST_CALLS } from './test-calls.ts';
import { TWILIO_ACCOUNT } from './twilio-account.ts';

/** Every scenario, in the order of `--list`. */
export const ALL_SCENARIOS: readonly Scenario[] = [
  ...STORED_CREDENTIAL,
  ...TWILIO_ACCOUNT,
  ...RESOURCES,
  ...TEST_CALLS,
  ...OUTAGES,
  ...OVERRIDES,
  ...FLEETS,
];
