import { expect, it } from 'vitest';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import { lackedPermissions } from '../../../../../functions/domain/facts/needed-permissions.ts';
import type { Evidence } from '../../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../../functions/domain/model/twilio-api.ts';
import type { Auditor } from '../../../../../functions/domain/questions/auditor.ts';
import { answerOf } from '../../../../../functions/domain/questions/further/describe-follow-up.ts';
import { keyPolicy } from '../../../../../functions/domain/questions/further/key-policy.ts';
import { basicCredential } from '../../../../../functions/domain/questions/twilio-questions.ts';
import { authToken, KEY_SID, keyEvidence, tokenEvidence } from '../../evidence-builder.ts';
import { expectationOf } from '../../resource-evidence.ts';
import { MG, sending } from '../../sending-evidence.ts';
import { DENIED, noAnswer, refusal, resource } from '../../twilio-replies.ts';
import { fakeSecrets } from '../../verification/fake-ports.ts';

const VA = `VA${'b'.repeat(32)}`;
const CLOSED = refusal(401, 70051, 'required permission twilio/verify/service/read is missing');
const ALLOW = ['/twilio/verify/service/list'];
const POLICY = resource({ sid: KEY_SID, policy: { allow: ALLOW } });
const AUDITOR: Auditor = {
  evidence: { state: 'ready' },
  credential: basicCredential(authToken()),
};

const EVIDENCE = keyEvidence({
  expectation: expectationOf({ verifyServices: [VA] }),
  probes: { 'phone-numbers': CLOSED, resource: { [VA]: CLOSED } },
});

/** Asks with these replies, one after the other; what came of it, and who asked. */
async function asked(replies: readonly TwilioReply[], auditor?: Auditor, evidence = EVIDENCE) {
  const askers: string[] = [];
  const outcome = await keyPolicy.ask(factsOf(evidence), {
    secrets: fakeSecrets({}),
    signal: new AbortController().signal,
    ask: async ({ credential }) => {
      askers.push(credential.username.slice(0, 2));
      return replies[askers.length - 1] ?? DENIED;
    },
    auditor: auditor && (async () => auditor),
  });
  return { outcome, askers };
}

it.each<readonly [string, readonly TwilioReply[], Auditor | undefined, string, readonly string[]]>([
  ['by the auditor', [POLICY], AUDITOR, 'policy', ['AC']],
  ['by the key, where the auditor is denied', [DENIED, POLICY], AUDITOR, 'policy', ['AC', 'SK']],
  ['by the key, where there is no auditor', [POLICY], undefined, 'policy', ['SK']],
  [
    'by the key, where the auditor is unusable',
    [POLICY],
    { evidence: { state: 'unusable', reason: 'x' } },
    'policy',
    ['SK'],
  ],
  ['not again after an outage', [noAnswer('timeout')], AUDITOR, 'undecided', ['AC']],
  ['not at all, where both are denied', [DENIED, DENIED], AUDITOR, 'undecided', ['AC', 'SK']],
  [
    'not of another key',
    [resource({ sid: 'SK', policy: { allow: [] } })],
    AUDITOR,
    'undecided',
    ['AC'],
  ],
  [
    'as none, where Twilio writes that it has none',
    [resource({ sid: KEY_SID, policy: null })],
    AUDITOR,
    'policy',
    ['AC'],
  ],
  ['not where it is not shown', [resource({ sid: KEY_SID })], AUDITOR, 'undecided', ['AC']],
  [
    'not where it is no list',
    [resource({ sid: KEY_SID, policy: {} })],
    AUDITOR,
    'undecided',
    ['AC'],
  ],
])('the policy is read %s', async (_name, replies, ...[auditor, kind, askers]) => {
  const said = await asked(replies, auditor);
  expect([said.outcome.kind, said.askers]).toEqual([kind, askers]);
});

it('is not asked for an Auth Token', async () => {
  const said = await asked([POLICY], AUDITOR, tokenEvidence());
  expect([said.outcome.kind, said.askers]).toEqual(['nothing-to-try', []]);
});

it('tells how many permissions there are, and none of them', async () => {
  const { outcome } = await asked([POLICY]);
  expect(answerOf(outcome)).toMatch(/^1 permission: /);
  expect(keyPolicy.read(outcome, '')).toEqual([]);
  const none = await asked([resource({ sid: KEY_SID, policy: null })]);
  expect(answerOf(none.outcome)).toMatch(/^it has none, as Main and Standard keys do: /);
});

function lacked(evidence: Evidence, allow?: readonly string[]): readonly string[] {
  const outcome = { kind: 'policy', allow: allow ?? [], reply: POLICY } as const;
  const question = { kind: 'key-policy' };
  const followUps = allow === undefined ? [] : [{ question, outcome }];
  return lackedPermissions(factsOf({ ...evidence, followUps })).map(
    ({ what, permission }) => `${what}: ${permission}`,
  );
}

const READ = '/twilio/verify/service/read';
const LIST = '/twilio/phone-numbers/active-numbers/list';

it('names what Twilio names, and with the policy everything that it does not hold', () => {
  expect(lacked(EVIDENCE)).toEqual([`${VA}: ${READ}`]);
  expect(lacked(EVIDENCE, ALLOW)).toEqual([`${VA}: ${READ}`, `the list of phone numbers: ${LIST}`]);
  expect(lacked(EVIDENCE, ['/twilio/phone-numbers/active-numbers/*'])).toEqual([`${VA}: ${READ}`]);
});

it('names what a campaign and a test call need', () => {
  const evidence = sending(['US'], {});
  const declared = {
    ...evidence,
    expectation: {
      ...evidence.expectation,
      testCall: {
        kind: 'voice',
        from: '+15551230000',
        to: '+15551239999',
        acknowledgeCharges: true,
        maxPerDay: 1,
      } as const,
    },
  };
  const all = lacked(declared, []);
  expect(all).toContain(`${MG}: /twilio/messaging/services/read`);
  expect(all).toContain(`the campaign of ${MG}: /twilio/messaging/services.usa2p-campaign/list`);
  expect(all).toContain('the test call: /twilio/voice/calls/create');
  expect(all).toContain('the test call: /twilio/voice/calls.notifications/list');
});
