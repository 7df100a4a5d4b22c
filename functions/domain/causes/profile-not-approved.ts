import { readyToSend } from '../checks/resources/ready-to-send.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { exchangesOf } from './resource-evidence.ts';
import { checkAgain, FINISH_PROFILE } from './steps.ts';

/** Without an approved profile reads work, and every call and message is refused with 401/20003. */
export const profileNotApproved: Cause = {
  id: 'account.profile-not-approved',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    if (checkThat(context, readyToSend, 'fail') === undefined) return undefined;
    const profile = context.facts.sending.needs.find(
      ({ state, isProfile }) => state === 'unmet' && isProfile === true,
    );
    if (profile === undefined) return undefined;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: `the primary compliance profile is not approved (${profile.found})`,
      evidence: exchangesOf([profile]),
      remediation: [FINISH_PROFILE, checkAgain(context.evidence)],
      helpUrl: HELP.trustHub,
    };
  },
};
