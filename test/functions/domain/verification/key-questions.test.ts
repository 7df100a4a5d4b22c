import { expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import { ACCOUNTS } from '../accounts.ts';
import { keysPage } from './audit/keys-replies.ts';
import { type Answering, fakePorts } from './fake-ports.ts';
import { answering, declared, SECRETS, verify } from './small-world.ts';

const LIMITED = declared('production', { kind: 'api-key', maxAgeDays: 30 });
const AUDITOR = { auditor: { secret: { id: 'auditor' } } };

const withKeys: Answering = (question) =>
  question.path.endsWith('/Keys.json')
    ? keysPage(ACCOUNTS.production, [
        {
          sid: String(Reflect.get(Object(SECRETS['production']), 'apiKeySid')),
          createdAt: '2026-01-01T00:00:00.000Z',
        },
      ])
    : answering(question);

async function keyQuestions(
  environment: EnvironmentExpectation,
  auditor: object = AUDITOR,
): Promise<{
  readonly asked: readonly string[];
  readonly verdict: string;
  readonly total: number;
}> {
  const ports = fakePorts(SECRETS, withKeys);
  const { verdict } = await verify({ environments: [environment], ...auditor }, ports);
  const { asked } = ports.twilio;
  const keys = asked.filter(({ path }) => path.endsWith('/Keys.json'));
  return {
    asked: keys.map(({ credential, region }) => `${credential.username} in ${region}`),
    verdict,
    total: asked.length,
  };
}

it('asks once more, as the auditor in us1, where the age of the key is declared', async () => {
  expect(await keyQuestions(LIMITED)).toEqual({
    asked: [`${ACCOUNTS.parent} in us1`],
    verdict: 'warn',
    total: 3,
  });
});

it.each([
  ['nothing is declared', declared('production'), AUDITOR, 2],
  ['there is no auditor', LIMITED, {}, 2],
])('does not ask where %s', async (...row) => {
  const [, environment, auditor, total] = row;
  expect(await keyQuestions(environment, auditor)).toEqual({ asked: [], verdict: 'pass', total });
});
