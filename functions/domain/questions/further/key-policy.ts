import { isObject } from '../../facts/answer-bodies.ts';
import { isDenial } from '../../facts/answers.ts';
import { describeUnproven } from '../../facts/describe-reply.ts';
import type { Facts } from '../../facts/facts.ts';
import { allResourceFacts } from '../../facts/resource-facts.ts';
import type { ApiKeyCredential } from '../../model/credential.ts';
import type { FollowUpOutcome } from '../../model/follow-up.ts';
import type { TwilioReply } from '../../model/twilio-api.ts';
import { AUDITOR_REGION } from '../auditor.ts';
import { type Asker, basicCredential } from '../twilio-questions.ts';
import { type FurtherPorts, furtherQuestion } from './further-question.ts';
import { NO_CREDENTIAL } from './try-credential.ts';

/**
 * Reads the policy of a Restricted key that lacks a permission, or reads its account as a Main key does: with the auditor's credential, else with the
 * key itself, which may where it holds `/twilio/iam/api-keys/read`
 * (https://www.twilio.com/docs/iam/api-keys/key-resource-v1).
 */
export const keyPolicy = furtherQuestion({
  id: { kind: 'key-policy' },
  applies: (facts) =>
    facts.triedCredential?.kind === 'api-key' && (lacksPermission(facts) || seemsMain(facts)),
  ask: async (facts, ports) => {
    const { triedCredential: key, evidence } = facts;
    if (key?.kind !== 'api-key') return NO_CREDENTIAL;
    return await askForPolicy(key, evidence.expectation.account.sid, ports);
  },
  words: {
    asked: "what does the key's policy allow",
    why: 'credential.insufficient-permission (every permission that is missing), or no Main key',
  },
});

function lacksPermission({ proof, resources }: Facts): boolean {
  const isUnproven = proof.outcome === 'undecided' && proof.meaning === 'no-permission';
  return isUnproven || allResourceFacts(resources).some(({ state }) => state === 'no-permission');
}

function seemsMain({ evidence, keyType }: Facts): boolean {
  return evidence.expectation.credential.keyType === 'restricted' && keyType === 'main';
}

async function askForPolicy(
  key: ApiKeyCredential,
  accountSid: string,
  { ask, auditor }: FurtherPorts,
): Promise<FollowUpOutcome> {
  const send = (credential: Asker['credential']): Promise<TwilioReply> =>
    ask({
      product: 'iam',
      path: `/v1/Keys/${key.apiKeySid}`,
      query: { AccountSid: accountSid },
      members: ['sid', 'policy', 'allow'],
      credential,
      region: AUDITOR_REGION,
    });
  const audited = (await auditor?.())?.credential;
  const first = audited && (await send(audited));
  // After an outage another credential would only be one more question without answer.
  const reply = first !== undefined && !isDenial(first) ? first : await send(basicCredential(key));
  const policy = policyIn(reply, key.apiKeySid);
  return policy === undefined
    ? { kind: 'undecided', reason: describeUnproven(reply), reply }
    : { kind: 'policy', ...policy, reply };
}

/** The permissions of a Restricted key; any other key has no policy, and Twilio writes `null`. */
function policyIn(
  reply: TwilioReply,
  apiKeySid: string,
): { readonly allow?: readonly string[] } | undefined {
  if (reply.kind !== 'resource' || reply.body['sid'] !== apiKeySid) return undefined;
  const { policy } = reply.body;
  if (policy === null) return {};
  const allow = isObject(policy) ? policy['allow'] : undefined;
  return Array.isArray(allow)
    ? { allow: allow.filter((one) => typeof one === 'string') }
    : undefined;
}
