import { expect, it } from 'vitest';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { runTestCall } from '../../../../functions/domain/test-call/run-test-call.ts';
import { noAnswer, refusal, resource } from '../twilio-replies.ts';
import { fakePorts } from '../verification/fake-ports.ts';
import { placing, play, recordOf, SID, Table } from './play-test-call.ts';

const CLIENT = {
  kind: 'oauth-client',
  clientId: `OQ${'a'.repeat(32)}`,
  clientSecret: new Redacted('a client secret'),
} as const;

const TOKEN: TwilioReply = {
  ...(resource({ expires_in: 60 }) as Extract<TwilioReply, { kind: 'resource' }>),
  isGrant: true,
  accessToken: new Redacted('an access token'),
};

/** Runs the test call of an environment that holds an OAuth client, which is answered by these for a token, in turn. */
async function playClient(table: Table, ...tokens: readonly TwilioReply[]) {
  const { facts } = await play({ table: recordOf({ end: { kind: 'unknown' } }) });
  const { expectation } = facts.evidence;
  const evidence = {
    ...facts.evidence,
    expectation: { ...expectation, credential: { kind: 'oauth-client' } as const },
    parse: { outcome: 'parsed', credential: CLIENT, warnings: [] } as const,
    probes: { ...facts.evidence.probes, 'access-token': TOKEN },
  };
  let given = 0;
  const ports = fakePorts({}, (question) =>
    question.product === 'oauth'
      ? tokens[Math.min(given++, tokens.length - 1)]
      : (placing(question) ?? noAnswer('timeout')),
  );
  const order = { records: table, execution: 'e-1', attempt: 'j-1', followForMs: 0 };
  const seen = await runTestCall(order, factsOf(evidence), ports, new AbortController().signal);
  return { seen, asked: ports.twilio.asked.filter(({ product }) => product !== 'oauth') };
}

it('an OAuth client without an access token places none, and is inconclusive', async () => {
  const { seen, asked } = await playClient(new Table(), refusal(401, 20003, 'no'));
  expect(seen).toMatchObject({ outcome: 'not-placed', why: 'no-token' });
  expect(asked).toEqual([]);
});

it.each([
  ['is renewed', [TOKEN]],
  ['cannot be renewed', [TOKEN, TOKEN, noAnswer('timeout')]],
])('an OAuth client follows its test call with an access token that %s', async (_, tokens) => {
  const { seen, asked } = await playClient(new Table(), ...tokens);
  expect(seen).toMatchObject({ outcome: 'ended', sid: SID, end: { status: 'completed' } });
  expect(asked.map(({ credential: { scheme } }) => scheme)).toEqual(['bearer', 'bearer']);
  expect(seen.replies.every((reply) => reply.kind !== 'resource' || !reply.accessToken)).toBe(true);
});
