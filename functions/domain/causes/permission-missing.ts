import { describeExchange } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import { lackedPermissions, NUMBERS_LIST } from '../facts/needed-permissions.ts';
import { allResourceFacts } from '../facts/resource-facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { resourceEvidence } from './resource-evidence.ts';
import { checkAgain } from './steps.ts';

/** Twilio's 70051 where the credential should have been proven: it says nothing against the key. */
export const permissionMissing: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const { proof } = facts;
    if (proof.outcome !== 'undecided' || proof.meaning !== 'no-permission') return undefined;
    const lacked = permissionsOf(facts);
    const permission = lacked.length === 0 ? ' (70051)' : `: ${lacked[0]}`;
    const toAdd = lacked.length === 0 ? NUMBERS_LIST : lacked.join(', ');
    return {
      explains: 'inconclusive',
      confidence: 'likely',
      summary: `Twilio says that a permission is missing${permission}; the credential may work`,
      evidence: [describeExchange(proof.by), ...lackedLines(facts)],
      remediation: [
        {
          text: `Add ${toAdd} to the ${policyOf(evidence)} in the Twilio Console, and nothing else. A Standard key in its place would be allowed everything.`,
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
    const [first] = permissionsOf(facts);
    return {
      explains: 'inconclusive',
      confidence: 'proven',
      summary: `the credential may not read ${closed[0]?.name}: it lacks ${first}`,
      evidence: [...resourceEvidence(closed), ...lackedLines(facts)],
      remediation: [
        {
          text: `Add to the ${policyOf(evidence)} what the declared resources need and nothing else: ${permissionsOf(facts).join(', ')}.`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio70051,
    };
  },
};

/** The key works, and nothing shows whose it is: the account is the one thing that a gate must know. */
export const accountUnnamed: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: ({ evidence, facts: { proof } }: DiagnosisContext): Finding | undefined => {
    if (proof.outcome !== 'unnamed-account') return undefined;
    return {
      explains: 'inconclusive',
      confidence: 'proven',
      summary: 'the key works, and it may read nothing that names its account',
      evidence: [describeExchange(proof.by)],
      remediation: [
        {
          text: `Add ${NUMBERS_LIST} to the ${policyOf(evidence)} in the Twilio Console, and nothing else. Or declare a probe whose answer names the account, such as ${NAMING_PROBE}, which needs ${NAMING_PERMISSION}.`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio70051,
    };
  },
};

const NAMING_PROBE = 'https://conversations.twilio.com/v1/Configuration';
const NAMING_PERMISSION = '/twilio/conversations/configuration/read';

/** What answers without a credential answers every key: it verifies none. */
export const probeOpenToAll: Cause = {
  id: 'config.invalid',
  failureType: 'ConfigurationError',
  diagnose: ({ evidence, facts: { proof } }: DiagnosisContext): Finding | undefined => {
    if (proof.outcome !== 'undecided' || proof.meaning !== 'open-to-all') return undefined;
    const { name, probe } = evidence.expectation;
    return {
      explains: 'inconclusive',
      confidence: 'proven',
      summary: 'its probe answers without a credential too, so that it proves no key',
      evidence: [`without the key: ${describeExchange(proof.by)}`],
      remediation: [
        {
          text: `${probe === undefined ? 'Store as validationUrl' : `Declare as environments.${name}.probe`} a URL that Twilio answers to a credential only, best one whose answer names the account, such as ${NAMING_PROBE}, which needs ${NAMING_PERMISSION}.`,
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.apiKeys,
    };
  },
};

function permissionsOf(facts: Facts): readonly string[] {
  return lackedPermissions(facts).map(({ permission }) => permission);
}

/** What each permission is for; a text of Twilio's that names none says so in its place. */
function lackedLines(facts: Facts): readonly string[] {
  return lackedPermissions(facts).map(({ what, permission }) => `${what} needs ${permission}`);
}

/** Restricted keys and OAuth apps take the same permissions (https://www.twilio.com/docs/iam/oauth-apps/faqs). */
function policyOf({ parse }: Evidence): string {
  const isClient = parse?.outcome === 'parsed' && parse.credential.kind === 'oauth-client';
  return isClient ? "OAuth app's permissions" : "key's policy";
}
