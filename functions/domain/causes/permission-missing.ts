import { missingPermission, namedPermission } from '../facts/answers.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { allResourceFacts } from '../facts/resource-facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { resourceEvidence } from './resource-evidence.ts';
import { checkAgain } from './steps.ts';

/** Guards the list that proves a key. */
const NUMBERS_LIST = '/twilio/phone-numbers/active-numbers/list';

/** Twilio's 70051 where the credential should have been proven: it says nothing against the key. */
export const permissionMissing: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: ({ evidence, facts: { proof } }: DiagnosisContext): Finding | undefined => {
    if (proof.outcome !== 'undecided' || proof.meaning !== 'no-permission') return undefined;
    const missing = missingPermission(proof.by);
    const permission = missing === undefined ? ' (70051)' : `: ${missing}`;
    return {
      explains: 'inconclusive',
      confidence: 'likely',
      summary: `Twilio says that a permission is missing${permission}; the credential may work`,
      evidence: [describeExchange(proof.by)],
      remediation: [
        {
          text: `Add ${missing ?? NUMBERS_LIST} to the ${policyOf(evidence)} in the Twilio Console, and nothing else. A Standard key in its place would be allowed everything.`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio70051,
    };
  },
};

/** The same of declared resources: the key works, and lacks what the application's resources need. */
export const resourcePermissionMissing: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const closed = allResourceFacts(facts.resources).filter(
      ({ state }) => state === 'no-permission',
    );
    if (closed.length === 0) return undefined;
    const permissions = [...new Set(closed.map(({ by }) => namedPermission(by)))];
    return {
      explains: 'inconclusive',
      confidence: 'proven',
      summary: `the credential may not read ${closed[0]?.name}: it lacks ${permissions[0]}`,
      evidence: resourceEvidence(closed),
      remediation: [
        {
          text: `Add to the ${policyOf(evidence)} what the declared resources need and nothing else: ${permissions.join(', ')}.`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio70051,
    };
  },
};

/** Restricted keys and OAuth apps take the same permissions (https://www.twilio.com/docs/iam/oauth-apps/faqs). */
function policyOf({ parse }: Evidence): string {
  const isClient = parse?.outcome === 'parsed' && parse.credential.kind === 'oauth-client';
  return isClient ? "OAuth app's permissions" : "key's policy";
}
