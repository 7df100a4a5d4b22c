import { OUTPUTS } from '../../../functions/contract.ts';
import { twilioDown } from './outages.ts';
import type { Scenario } from './scenario.ts';

/** A person opens the gate while it cannot check. */
export const OVERRIDES: readonly Scenario[] = [
  {
    name: 'override',
    title: 'Twilio is down, and a person opens the gate for this one execution',
    story: [
      'Twilio has an outage, so the gate cannot check and blocks. The release does not send, and must go out:',
      'a person with the permission sets an override for this execution, and retries the stage.',
      'All subscribers are notified when it is set, and when the gate opens by it.',
    ],
    environment: 'production',
    arrange: twilioDown.arrange,
    beforeRetry: async ({ deployment }, executionId) => {
      const control = deployment.functionNamed(
        deployment.outputs[OUTPUTS.controlFunctionName] ?? '',
      );
      const override = {
        environment: 'production',
        executionId,
        minutes: 60,
        reason: 'Incident 1234 of Twilio; the release does not send',
        by: 'arn:aws:sts::111122223333:assumed-role/on-call/ada',
      };
      const { outcome } = await control.invoke({ override });
      if (outcome !== 'returned') throw new Error(`the control function: ${outcome}`);
      return [];
    },
    expected: {
      verdict: 'inconclusive',
      cause: 'twilio.unavailable',
      says: ['the gate is open only because of an override', 'Incident 1234 of Twilio'],
      twilioRequests: 6,
      twilioAnswers: [503],
    },
  },
];
