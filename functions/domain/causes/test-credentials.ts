import { describeExchange } from '../facts/describe-reply.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** Twilio's 20008 proves the pair right, and a test pair: it sends no message and places no call. */
export const testCredentials: Cause = {
  id: 'credential.test-credentials',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence, facts } = context;
    const { proof } = facts;
    if (proof.outcome !== 'test-credentials') return undefined;
    if (evidence.expectation.credential.kind === 'test') return undefined;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary:
        'the secret holds Twilio test credentials (20008); they send no message, make no call',
      evidence: [describeExchange(proof.by)],
      remediation: [
        {
          text: `Store the live credential of account ${evidence.expectation.account.sid}.`,
          command: commands.putSecretValue(evidence),
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio20008,
    };
  },
};
