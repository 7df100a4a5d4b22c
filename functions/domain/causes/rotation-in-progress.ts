import { currentVersion } from '../facts/secret-facts.ts';
import { describeWait } from '../model/rotation-wait.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { checkAgain, seeRotation } from './steps.ts';

/** A rotation is between its two ends: AWSCURRENT names the dead value, the new one is on its way. */
export const rotationInProgress: Cause = {
  id: 'rotation.in-progress',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const reason = facts.rotation;
    if (reason === undefined) return undefined;
    const proven = facts.isExplained;
    return {
      explains: 'inconclusive',
      confidence: proven ? 'proven' : 'likely',
      summary: `a rotation is ${proven ? '' : 'probably '}under way: AWSCURRENT names the value before it`,
      evidence: [
        `AWSCURRENT (version ${currentVersion(evidence)}) is rejected`,
        reason,
        ...(evidence.waited === undefined ? [] : [describeWait(evidence.waited)]),
      ],
      remediation: [
        { text: 'Wait: AWS moves AWSCURRENT at most five minutes after Twilio changed the value.' },
        seeRotation(evidence),
        checkAgain(evidence),
      ],
      helpUrl: HELP.managedRotation,
    };
  },
};
