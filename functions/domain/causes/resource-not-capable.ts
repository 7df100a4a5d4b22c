import { allResourceFacts, answersForAccount } from '../facts/resource-facts.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { andMore, resourceEvidence } from './resource-evidence.ts';
import { checkAgain } from './steps.ts';

/** A declared resource is there and cannot do what is declared: a capability or a sender is missing. */
export const resourceNotCapable: Cause = {
  id: 'resource.not-capable',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const unable = answersForAccount(facts.proof)
      ? allResourceFacts(facts.resources).filter((fact) => fact.unable !== undefined)
      : [];
    const [first] = unable;
    if (first === undefined) return undefined;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: `${first.name}: ${first.unable}${andMore(unable)}`,
      evidence: resourceEvidence(unable),
      remediation: [
        {
          text: 'Use a number that has the capability, add a sender to the service, or declare only what the application uses.',
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.phoneNumbers,
    };
  },
};
