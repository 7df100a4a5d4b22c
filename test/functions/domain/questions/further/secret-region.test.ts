import { expect, it } from 'vitest';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../../functions/domain/model/evidence.ts';
import type { SecretReference } from '../../../../../functions/domain/model/expectation.ts';
import type {
  FollowUpOutcome,
  SecretMetadata,
} from '../../../../../functions/domain/model/follow-up.ts';
import { answerOf } from '../../../../../functions/domain/questions/further/describe-follow-up.ts';
import { furtherQuestionOf } from '../../../../../functions/domain/questions/further/further-questions.ts';
import { PRODUCTION, unreadEvidence } from '../../evidence-builder.ts';
import { fakeSecrets } from '../../verification/fake-ports.ts';
import { named } from '../named.ts';

const OTHERS = ['eu-west-1', undefined, 'us-east-1'];
const ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:x-a1B2c3';

/** No such secret in us-east-1; secrets of others are declared in these Regions. */
function notFound(id: string): Evidence {
  const own = { ...PRODUCTION, secret: { id, region: 'us-east-1' } };
  const { sid: accountSid } = PRODUCTION.account;
  return unreadEvidence({
    secretRegion: 'us-east-1',
    expectation: own,
    declared: [
      { name: 'unknown', accountSid },
      ...OTHERS.map((region, index) => ({
        name: `other-${index}`,
        accountSid,
        credential: { ...PRODUCTION, secret: { id: 'other', region } },
      })),
    ],
  });
}

async function ask(
  id: string,
  describe: (secret: SecretReference) => SecretMetadata | undefined,
): Promise<FollowUpOutcome> {
  return await furtherQuestionOf(named('secret-region')).ask(factsOf(notFound(id)), {
    ask: () => Promise.reject(new Error('Twilio is not asked')),
    signal: new AbortController().signal,
    secrets: { ...fakeSecrets({}), describe: async (secret) => describe(secret) },
  });
}

it.each([
  ['a name', 'own', ['own in eu-west-1', 'own in undefined']],
  ['an ARN', ARN, [`${ARN.replace('us-east-1', 'eu-west-1')} in eu-west-1`]],
])('describes a secret by %s in the other declared Regions', async (_name, id, expected) => {
  const asked: string[] = [];
  const outcome = await ask(id, (secret) => {
    asked.push(`${secret.id} in ${secret.region}`);
    return { regions: [secret.region ?? 'us-west-2'], stages: {}, rotationEnabled: false };
  });
  expect(asked).toEqual(expected);
  expect(outcome.kind).toBe('located');
  expect(answerOf(outcome)).toMatch(/^yes, in eu-west-1/);
});

it('does not know where a secret is that may be described nowhere', async () => {
  expect((await ask('own', () => undefined)).kind).toBe('undecided');
});
