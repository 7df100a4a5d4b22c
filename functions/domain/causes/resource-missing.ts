import { allResourceFacts } from '../facts/resource-facts.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { resourceEvidence } from './resource-evidence.ts';
import { checkAgain } from './steps.ts';

/** A declared resource is not in the account: Twilio's 404 says deleted, another account's and another Region's alike. */
export const resourceMissing: Cause = {
  id: 'resource.missing',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const missing = allResourceFacts(facts.resources).filter(
      ({ state }) => state === 'absent' || state === 'elsewhere',
    );
    const [first] = missing;
    if (first === undefined) return undefined;
    const { sid } = evidence.expectation.account;
    const more = missing.length === 1 ? '' : ` (and ${missing.length - 1} more)`;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: `${first.name}${more} is not in account ${sid}`,
      evidence: resourceEvidence(missing),
      remediation: [
        { text: `See in the Console of ${sid} whether the resource exists, and under which SID.` },
        {
          text: 'If it is of another environment, correct environments.NAME.resources; if it was deleted, release what uses it first.',
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio20404,
    };
  },
};
