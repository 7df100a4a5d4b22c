import { foundResource, missingResources } from '../facts/resource-facts.ts';
import { describeFollowUp } from '../questions/further/describe-follow-up.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { andMore, resourceEvidence } from './resource-evidence.ts';
import { checkAgain } from './steps.ts';

/** A declared resource is not in the account: Twilio's 404 says deleted, another account's and another Region's alike. */
export const resourceMissing: Cause = {
  id: 'resource.missing',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const missing = missingResources(facts);
    const [first] = missing;
    if (first === undefined) return undefined;
    const { sid } = evidence.expectation.account;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: `${first.name}${andMore(missing)} is not in account ${sid}`,
      evidence: resourceEvidence(missing),
      remediation: [
        { text: `See in the Console of ${sid} whether the resource exists, and under which SID.` },
        {
          text: `If it is of another environment, correct environments.${evidence.expectation.name}.resources. If it was deleted, create it again, or remove it from the application and the configuration.`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio20404,
    };
  },
};

/** A declared resource that another environment's own credential shows: the wrong SID was declared or released. */
export const resourceOfOther: Cause = {
  id: 'environment.wrong-account',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const found = foundResource(evidence);
    const name = missingResources(facts)[0]?.name;
    if (found?.outcome.kind !== 'found' || name === undefined) return undefined;
    const owner = found.question.subject;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: `${name} is of ${owner} (${found.outcome.accountSid})`,
      evidence: [describeFollowUp(found)],
      remediation: [
        {
          text: `Declare, and release with, the resource of ${evidence.expectation.name}: ${name} is ${owner}'s.`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio20404,
    };
  },
};
