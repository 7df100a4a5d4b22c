import { describeExchange } from '../facts/describe-reply.ts';
import { currentVersion } from '../facts/secret-facts.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { checkAgain, makeCurrent, seeWhenStored } from './steps.ts';

/**
 * AWSCURRENT is rejected and another version is accepted: AWSPREVIOUS, where an old or wrong value was stored over
 * a good one, or AWSPENDING, where a rotation changed the value at Twilio and did not end.
 */
export const credentialStaleVersion: Cause = {
  id: 'credential.stale-version',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const { AWSPREVIOUS, AWSPENDING } = facts.acceptedVersions;
    const isPending = AWSPREVIOUS === undefined;
    const working = facts.rotation === undefined ? (AWSPREVIOUS ?? AWSPENDING) : AWSPREVIOUS;
    if (working?.versionId === undefined) return undefined;
    const { versionId, reply } = working;
    const stage = isPending ? 'AWSPENDING' : 'AWSPREVIOUS';
    const step = makeCurrent(evidence, { to: versionId, from: currentVersion(evidence) });
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: `stale secret version: AWSCURRENT is rejected (20003), ${stage} works`,
      evidence: [
        `AWSCURRENT (version ${currentVersion(evidence)}) is rejected`,
        `${stage} (version ${versionId}) is accepted: ${describeExchange(reply)}`,
      ],
      remediation: [
        isPending
          ? {
              ...step,
              text: 'Make the version that works current. The rotation that stored it did not end.',
            }
          : step,
        seeWhenStored(evidence),
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio20003,
    };
  },
};
