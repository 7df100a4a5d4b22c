import { describeExchange } from '../facts/describe-reply.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** Twilio's 70051 where the credential should have been proven: it says nothing against the key. */
export const permissionMissing: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: ({ evidence, facts: { proof } }: DiagnosisContext): Finding | undefined => {
    if (proof.outcome !== 'undecided' || proof.meaning !== 'no-permission') return undefined;
    return {
      explains: 'inconclusive',
      confidence: 'likely',
      summary: 'Twilio says a permission is missing (70051); the key may be perfectly good',
      evidence: [describeExchange(proof.by)],
      remediation: [
        {
          text: 'Allow the key to list phone numbers (/twilio/api/incoming-phone-numbers/list), or store a Standard key.',
          command: commands.putSecretValue(evidence),
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio70051,
    };
  },
};
