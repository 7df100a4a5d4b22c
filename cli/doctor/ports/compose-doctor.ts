import { createAlertSubscriptions } from '../../../functions/adapters/aws/create-alert-subscriptions.ts';
import { systemClock } from '../../../functions/adapters/system/system-clock.ts';
import { parseTwilioOrigin } from '../../../functions/adapters/twilio/twilio-origin.ts';
import type { FunctionSettings } from '../../../functions/config.ts';
import { createAwsAccount } from './create-aws-account.ts';
import { createHostProbe } from './create-host-probe.ts';
import { describeSecretAccess } from './describe-secret-access.ts';
import type { DoctorPorts } from './doctor-ports.ts';

/**
 * Makes the ports of `doctor`, which no function needs.
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
