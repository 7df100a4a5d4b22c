import { isForProfile } from '../facts/answers.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { allResourceFacts, answersForAccount } from '../facts/resource-facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { checkAgain, SEE_WHAT_IS_MISSING } from './steps.ts';

/**
 * Twilio's 20003 to one request of a credential that works as the declared account: a compliance profile
 * that is not approved, a policy, a limit. Another credential of the account would be refused as well.
 */
export const requestRefused: Cause = {
  id: 'credential.request-refused',
  diagnose: ({
    evidence,
    facts: { proof, triedCredential },
  }: DiagnosisContext): Finding | undefined => {
    const by = proof.outcome === 'request-refused' ? proof.by : refusedForProfile(evidence);
    if (by === undefined) return undefined;
    const shownBy = proof.outcome === 'request-refused' ? proof.shownBy : undefined;
    const held = triedCredential?.kind === 'auth-token' ? 'Auth Token' : 'key';
    const said = by.kind === 'refusal' && by.message !== '' ? `: "${by.message}"` : '';
    return {
      explains: 'inconclusive',
      confidence: 'proven',
      summary: `Twilio accepts the ${held} and refuses one request (20003)${said}`,
      evidence: [
        describeExchange(by),
        ...(shownBy === undefined ? [] : [`it works: ${describeExchange(shownBy)}`]),
      ],
      remediation: [
        {
          text: `Keep the ${held}: a new one would be refused as well. Twilio's text in the evidence says what it refuses.`,
        },
        SEE_WHAT_IS_MISSING,
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio20003,
    };
  },
};

/** Of the other requests as this account: what Twilio refuses one of for the account's profile. */
function refusedForProfile({ probes }: Evidence): TwilioReply | undefined {
  const { 'webhook-account': webhook, 'own-account': own, reach = {} } = probes;
  return [webhook, own, ...Object.values(reach)].find(isForProfile);
}

/** The same of a declared resource, or of what sending needs: the credential works, and this request is refused. */
export const resourceRequestRefused: Cause = {
  id: 'credential.request-refused',
  diagnose: ({ evidence, facts }: DiagnosisContext): Finding | undefined => {
    const refused = [...allResourceFacts(facts.resources), ...facts.sending.needs].filter(
      ({ state }) => state === 'refused',
    );
    const replies = refused.map(({ by }) => by).filter((by) => by !== undefined);
    const [first] = replies;
    if (first === undefined || !answersForAccount(facts.proof)) return undefined;
    return {
      explains: 'inconclusive',
      confidence: 'proven',
      summary: 'Twilio accepts the credential and refuses a request about a declared resource',
      evidence: [...new Set(replies)].map(describeExchange),
      remediation: [
        {
          text: "Keep the credential: a new one would be refused as well. Twilio's text in the evidence says what it refuses.",
        },
        checkAgain(evidence),
      ],
      helpUrl: HELP.twilio20003,
    };
  },
};
