import { createAlertSubscriptions } from './adapters/aws/create-alert-subscriptions.ts';
import { createAwsAccount } from './adapters/aws/create-aws-account.ts';
import { describeSecretAccess } from './adapters/aws/describe-secret-access.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { createHostProbe } from './adapters/twilio/create-host-probe.ts';
import { parseTwilioOrigin } from './adapters/twilio/twilio-origin.ts';
import type { FunctionSettings } from './config.ts';
import type { DoctorPorts } from './domain/model/doctor-ports.ts';

/**
 * Makes the ports of `doctor`. Apart from compose.ts, so that no function carries it.
 * Throws `PreflightError` `origin.not-loopback`.
 */
export function composeDoctor({
  region,
  twilioOrigin,
}: Pick<FunctionSettings, 'region' | 'twilioOrigin'>): DoctorPorts {
  return {
    ...createAwsAccount({ region }),
    describeSecret: describeSecretAccess({ region }),
    probeHost: createHostProbe(
      twilioOrigin === undefined ? undefined : parseTwilioOrigin(twilioOrigin),
    ),
    subscriptions: createAlertSubscriptions(),
    clock: systemClock,
  };
}
