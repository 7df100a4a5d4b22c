import { currentVersion } from '../facts/current-version.ts';
import { isExplained } from '../facts/follow-up-answers.ts';
import { rotationUnderWay } from '../facts/rotation.ts';
import { describeWait } from '../model/rotation-wait.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';

/** A rotation is between its two ends: AWSCURRENT names the dead value, the new one is on its way. */
export const rotationInProgress: Cause = {
  id: 'rotation.in-progress',
  diagnose: ({ evidence }: DiagnosisContext): Finding | undefined => {
    const reason = rotationUnderWay(evidence);
    if (reason === undefined) return undefined;
    const proven = isExplained(evidence);
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
        { text: 'See how far the rotation is.', command: commands.describeSecret(evidence) },
        { text: 'Check again.', command: commands.verifyAgain(evidence) },
      ],
      helpUrl: HELP.managedRotation,
    };
  },
};
