import { describeExchange } from '../facts/describe-reply.ts';
import { currentVersion } from '../facts/secret-facts.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { checkAgain, makeCurrent, seeWhenStored } from './steps.ts';

/** AWSCURRENT is rejected and AWSPREVIOUS is accepted: an old or wrong value was stored over a good one. */
export const credentialStaleVersion: Cause = {
  id: 'credential.stale-version',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const previous = facts.acceptedVersions.AWSPREVIOUS;
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
        makeCurrent(evidence, { to: versionId, from: currentVersion(evidence) }),
        seeWhenStored(evidence),
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio20003,
    };
  },
};
