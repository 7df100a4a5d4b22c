import { createAlertSubscriptions } from './adapters/aws/create-alert-subscriptions.ts';
import { createAwsAccount } from './adapters/aws/create-aws-account.ts';
import { createSecretSight } from './adapters/aws/create-secret-sight.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { createHostSight } from './adapters/twilio/create-host-sight.ts';
import { parseTwilioOrigin } from './adapters/twilio/twilio-origin.ts';
import type { FunctionSettings } from './config.ts';
import type { DoctorPorts } from './domain/model/doctor-ports.ts';

/**
 * Makes what `doctor` looks with. Apart from compose.ts, so that no function carries it.
 * Throws `PreflightError` `origin.not-loopback`.
 */
export function composeDoctor({
  region,
  twilioOrigin,
}: Pick<FunctionSettings, 'region' | 'twilioOrigin'>): DoctorPorts {
  const placed = region === undefined ? {} : { region };
  return {
    ...createAwsAccount(placed),
    describeSecret: createSecretSight(placed),
    seeHost: createHostSight(
      twilioOrigin === undefined ? undefined : parseTwilioOrigin(twilioOrigin),
    ),
    subscriptions: createAlertSubscriptions(),
    clock: systemClock,
  };
}
