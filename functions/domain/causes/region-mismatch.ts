import { describeExchange } from '../facts/describe-reply.ts';
import { otherRegions, outcomeOf } from '../facts/follow-up-answers.ts';
import { inRegion } from '../questions/further/in-region.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** Credentials are valid in the Twilio Region they were made in, and in no other. */
export const regionMismatch: Cause = {
  id: 'region.mismatch',
  diagnose: ({ evidence }: DiagnosisContext): Finding | undefined => {
    const declared = evidence.expectation.twilioRegion;
    for (const region of otherRegions(evidence)) {
      const outcome = outcomeOf(evidence, inRegion(region).id);
      if (outcome?.kind !== 'accepted') continue;
      return {
        explains: 'fail',
        confidence: 'proven',
        summary: `the credential is of Twilio Region ${region}; declared is ${declared}`,
        evidence: [`accepted in ${region}: ${describeExchange(outcome.reply)}`],
        remediation: [
          {
            text: `If the application calls Twilio in ${region}, declare "twilioRegion": "${region}".`,
          },
          {
            text: `Otherwise store a credential that was created in ${declared}.`,
            command: commands.putSecretValue(evidence),
          },
          checkAgain(evidence),
        ],
        helpUrl: HELP.regions,
      };
    }
    return undefined;
  },
};
