import { readyToSend } from '../checks/resources/ready-to-send.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { andMore, exchangesOf } from './resource-evidence.ts';
import { checkAgain } from './steps.ts';

/**
 * A permission, registration or verification that sending needs is missing, pending or rejected; or in a
 * state that this version does not know, which proves neither.
 */
export const resourceNotReady: Cause = {
  id: 'resource.not-ready',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { needs } = context.facts.sending;
    const fails = checkThat(context, readyToSend, 'fail') !== undefined;
    const unmet = needs.filter(({ state, isProfile, by }) =>
      fails
        ? state === 'unmet' && isProfile === undefined
        : state === 'unknown' && by?.kind === 'resource',
    );
    const isJudged = fails || checkThat(context, readyToSend, 'inconclusive') !== undefined;
    const [first] = unmet;
    if (!isJudged || first === undefined) return undefined;
    return {
      explains: fails ? 'fail' : 'inconclusive',
      confidence: fails ? 'proven' : 'possible',
      summary: `${first.what}: ${first.found}${andMore(unmet)}`,
      evidence: exchangesOf(unmet),
      remediation: [
        {
          text: 'Permit the countries in the Console (Voice and Messaging geographic permissions); finish the registration or verification that is named.',
        },
        { text: 'Declare in sendsTo only the countries that the application sends to.' },
        checkAgain(context.evidence),
      ],
      helpUrl: HELP.sending,
    };
  },
};
