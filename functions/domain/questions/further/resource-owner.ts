import { parseCredential } from '../../credential/parse-credential.ts';
import { answerMeaning } from '../../facts/answers.ts';
import { describeReply } from '../../facts/describe-reply.ts';
import type { Facts } from '../../facts/facts.ts';
import { foundResource, missingResources } from '../../facts/resource-facts.ts';
import { lookupIn, showsResource } from '../../facts/resource-lookups.ts';
import type { DeclaredAccount } from '../../model/evidence.ts';
import type { FollowUpOutcome } from '../../model/follow-up.ts';
import { basicCredential } from '../twilio-questions.ts';
import { type FurtherPorts, type FurtherQuestion, furtherQuestion } from './further-question.ts';

/** Nothing is ruled out by it: the resource may be there. */
const NO_ASKER: FollowUpOutcome = {
  kind: 'undecided',
  reason: 'its secret holds no credential to ask with',
};

/** Asks another environment, with its own credential, for the first resource that is missing in this one. */
export function resourceOwner(environment: string): FurtherQuestion {
  return furtherQuestion({
    id: { kind: 'resource-owner', subject: environment },
    applies: (facts) =>
      missingResources(facts).length > 0 && foundResource(facts.evidence) === undefined,
    ask: async (facts, ports) => {
      const other = facts.evidence.declared.find(({ name }) => name === environment);
      return other === undefined ? NO_ASKER : await askOther(other, facts, ports);
    },
    words: {
      asked: `is the missing resource in ${environment}'s account`,
      why: `environment.wrong-account (${environment})`,
    },
  });
}

async function askOther(
  { accountSid, credential: declared }: DeclaredAccount,
  facts: Facts,
  { secrets, signal, ask }: FurtherPorts,
): Promise<FollowUpOutcome> {
  const name = missingResources(facts)[0]?.name;
  if (declared === undefined || name === undefined) return NO_ASKER;
  const reading = await secrets.read(declared.secret, 'AWSCURRENT', { signal });
  if (reading.outcome === 'failed') {
    return { kind: 'undecided', reason: `its secret could not be read: ${reading.failure}` };
  }
  const { fields } = declared.secret;
  const parse = parseCredential(reading.payload, {
    declaredKind: declared.credential.kind,
    fields,
  });
  if (parse.outcome !== 'parsed' || parse.credential.kind === 'oauth-client') return NO_ASKER;
  const asker = { credential: basicCredential(parse.credential), region: declared.twilioRegion };
  const reply = await ask({ ...lookupIn(accountSid, name, facts.evidence.expectation), ...asker });
  if (showsResource(reply, name, accountSid)) return { kind: 'found', accountSid, reply };
  const isNo = reply.kind === 'resource' || answerMeaning(reply) === 'not-found';
  return isNo
    ? { kind: 'refused', reply }
    : { kind: 'undecided', reason: describeReply(reply), reply };
}
