import { describeExchange } from '../facts/describe-reply.ts';
import { allResourceFacts } from '../facts/resource-facts.ts';
import { missingPermission } from '../facts/sending/sending-facts.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { resourceEvidence } from './resource-evidence.ts';
import { checkAgain } from './steps.ts';

/** Twilio's 70051 where the credential should have been proven: it says nothing against the key. */
export const permissionMissing: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: ({ evidence, facts: { proof } }: DiagnosisContext): Finding | undefined => {
    if (proof.outcome !== 'undecided' || proof.meaning !== 'no-permission') return undefined;
    return {
      explains: 'inconclusive',
      confidence: 'likely',
      summary: 'Twilio says a permission is missing (70051); the key may be perfectly good',
      evidence: [describeExchange(proof.by)],
      remediation: [
        {
          text: 'Allow the key to list phone numbers (/twilio/api/incoming-phone-numbers/list), or store a Standard key.',
          command: commands.putSecretValue(evidence),
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
    const permissions = [...new Set(closed.map(({ by }) => missingPermission(by)))];
    return {
      explains: 'inconclusive',
      confidence: 'proven',
      summary: `the key may not read ${closed[0]?.name}: it lacks ${permissions[0]}`,
      evidence: resourceEvidence(closed),
      remediation: [
        {
          text: `Add to the key's policy what the declared resources need and nothing else: ${permissions.join(', ')}.`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio70051,
    };
  },
};
