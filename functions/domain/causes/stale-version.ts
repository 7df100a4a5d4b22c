import { currentVersion } from '../facts/current-version.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { acceptedVersion } from '../facts/follow-up-answers.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';

/** AWSCURRENT is rejected and AWSPREVIOUS is accepted: an old or wrong value was stored over a good one. */
export const credentialStaleVersion: Cause = {
  id: 'credential.stale-version',
  diagnose: ({ evidence }: DiagnosisContext): Finding | undefined => {
    const previous = acceptedVersion(evidence, 'AWSPREVIOUS');
    if (previous?.versionId === undefined) return undefined;
    const { versionId, reply } = previous;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: 'stale secret version: AWSCURRENT is rejected (20003), AWSPREVIOUS works',
      evidence: [
        `AWSCURRENT (version ${currentVersion(evidence)}) is rejected`,
        `AWSPREVIOUS (version ${versionId}) is accepted: ${describeExchange(reply)}`,
      ],
      remediation: [
        {
          text: 'Make the version that works current again.',
          command: commands.makeCurrent(evidence, {
            to: versionId,
            from: currentVersion(evidence),
          }),
        },
        {
          text: 'See who stored the version that does not work, and when.',
          command: commands.listSecretVersions(evidence),
        },
        { text: 'Check again.', command: commands.verifyAgain(evidence) },
      ],
      helpUrl: HELP.twilio20003,
    };
  },
};
