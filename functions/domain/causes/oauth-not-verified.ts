import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** An OAuth client is parsed and cannot be verified yet: what is declared asks for too much. */
export const oauthNotVerified: Cause = {
  id: 'config.invalid',
  failureType: 'ConfigurationError',
  diagnose: ({ evidence }: DiagnosisContext): Finding | undefined => {
    const { parse } = evidence;
    if (parse?.outcome !== 'parsed' || parse.credential.kind !== 'oauth-client') return undefined;
    const reason = 'this version cannot verify an OAuth client yet';
    return {
      explains: 'inconclusive',
      confidence: 'proven',
      summary: reason,
      evidence: [`OAuth client ${parse.credential.clientId} was parsed; Twilio was not asked`],
      remediation: [
        {
          text: 'Store an API key and declare credential.kind api-key.',
          command: commands.putSecretValue(evidence),
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.apiKeys,
    };
  },
};
