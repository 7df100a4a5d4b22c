import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../functions/domain/causes/diagnose.ts';
import { runChecks } from '../../../../functions/domain/checks/run-checks.ts';
import { credentialFactsOf, factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import type { JsonObject, TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import { expecting, keyEvidence, tokenEvidence } from '../evidence-builder.ts';
import { accountReply, numbersPage, resource } from '../twilio-replies.ts';
import { fakePorts } from '../verification/fake-ports.ts';
import { DEVELOPMENT, SECRETS, verify } from '../verification/small-world.ts';

const OWN = ACCOUNTS.production;

/** A reply that notes each reading of its body. */
function watched(name: string, reply: TwilioReply, readings: string[]): TwilioReply {
  if (reply.kind !== 'resource') return reply;
  const get = (): JsonObject => {
    readings.push(name);
    return reply.body;
  };
  return Object.defineProperty({ ...reply }, 'body', { get });
}

function watchAll({ reach = {}, ...single }: Probes, readings: string[]): Probes {
  const watch = (replies: object): Record<string, TwilioReply> =>
    Object.fromEntries(
      Object.entries(replies).map(([name, reply]) => [name, watched(name, reply, readings)]),
    );
  return { ...watch(single), reach: watch(reach) };
}

describe('the facts of an environment that fails', () => {
  const suspended = accountReply(OWN, { status: 'suspended' });

  it.each<readonly [string, (probes: Probes) => Evidence, Probes]>([
    [
      'of an Auth Token that reaches another account',
      (probes) => tokenEvidence({ probes }),
      {
        'own-account': accountReply(OWN, { owner_account_sid: OWN }),
        reach: {
          [ACCOUNTS.staging]: accountReply(ACCOUNTS.staging),
          [ACCOUNTS.development]: resource({}),
        },
      },
    ],
    [
      'of a key of a suspended account, with its type, age and webhook Auth Token declared',
      (probes) => ({
        ...keyEvidence({ probes, auditor: { state: 'ready' } }),
        expectation: {
          ...expecting({ kind: 'api-key', keyType: 'standard', maxAgeDays: 1 }),
          webhookAuthToken: true,
        },
        authToken: { outcome: 'missing', jsonField: 'authToken' },
      }),
      {
        'phone-numbers': numbersPage(OWN),
        'own-account': suspended,
        'webhook-account': suspended,
        'audited-account': suspended,
        'audited-keys': resource({}),
      },
    ],
  ])(
    'read the body of each reply once, and no check, cause or open question reads it again: %s',
    (_name, having, said) => {
      const readings: string[] = [];
      const facts = factsOf(having(watchAll(said, readings)));
      const checks = runChecks(facts);
      diagnose({ facts, checks });
      expect(checks.some(({ status }) => status === 'fail')).toBe(true);
      const { reach = {}, ...single } = said;
      expect(readings.toSorted()).toEqual(
        [...Object.keys(single), ...Object.keys(reach)].toSorted(),
      );
    },
  );
});

it('the facts of an attempt that is still asking read each reply once', () => {
  const readings: string[] = [];
  const said = {
    'phone-numbers': numbersPage(OWN),
    'own-account': accountReply(OWN, { owner_account_sid: OWN }),
  };
  const probes = watchAll(said, readings);
  expect(credentialFactsOf(keyEvidence({ probes })).reach.outcome).toBe('possible');
  expect(readings.toSorted()).toEqual(['own-account', 'phone-numbers']);
});

it('the accounts that are declared to belong to this one are the first to be asked for', () => {
  const { production: parentSid, development, staging } = ACCOUNTS;
  const declared = [
    { name: 'development', accountSid: development },
    { name: 'staging', accountSid: staging, parentSid },
  ];
  const { others } = factsOf(keyEvidence({ declared }));
  expect(others.map(({ names }) => names)).toEqual([['staging'], ['development']]);
});

it('a run derives facts once for each wave of answers, and reports by the last', async () => {
  const readings: string[] = [];
  const suspended = accountReply(ACCOUNTS.development, { status: 'suspended' });
  const ports = fakePorts(SECRETS, () => watched('own-account', suspended, readings));
  const { verdict } = await verify({ environments: [DEVELOPMENT] }, ports);
  expect([verdict, ports.twilio.asked.length]).toEqual(['fail', 1]);
  // After the one round that was answered, for the report, and to hide secrets in it.
  expect(readings.length).toBe(3);
});
