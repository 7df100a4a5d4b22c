import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../../functions/domain/causes/diagnose.ts';
import { runChecks } from '../../../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import { sendersOf } from '../../../../../functions/domain/facts/resource-lookups.ts';
import type { Evidence } from '../../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { keyEvidence } from '../../evidence-builder.ts';
import {
  entry,
  expectationOf,
  NOT_FOUND,
  NUMBER,
  numbers,
  OTHER,
  pageOf,
  UNNAMED,
} from '../../resource-evidence.ts';
import { DENIED, noAnswer, numbersPage, resource } from '../../twilio-replies.ts';

const SID = ACCOUNTS.production;

describe('of declared resources a report says', () => {
  const five = Array.from({ length: 5 }, (_, index) => `VA${String(index).repeat(32)}`);
  const services = expectationOf({ verifyServices: five });
  const all = (reply: TwilioReply) => Object.fromEntries(five.map((sid) => [sid, reply]));
  const works = { 'phone-numbers': numbersPage(SID) };
  it.each<readonly [string, Evidence, readonly [check: string, cause: string]]>([
    [
      'that several are missing',
      keyEvidence({ expectation: services, probes: { ...works, resource: all(NOT_FOUND) } }),
      [
        `fail: 5 of 5 Verify services: ${five[0]}: not in this account`,
        `resource.missing: production: ${five[0]} (and 4 more) is not in account ${SID}`,
      ],
    ],
    [
      'that several numbers are not capable',
      keyEvidence({
        expectation: numbers(NUMBER, OTHER),
        probes: {
          'phone-numbers': pageOf(
            [NUMBER, OTHER].map((one) =>
              entry(one, { capabilities: { voice: false, sms: false } }),
            ),
          ),
        },
      }),
      [
        `fail: 2 of 2 phone numbers: ${NUMBER}: it has no voice, no sms; ${OTHER}`,
        `resource.not-capable: production: ${NUMBER}: it has no voice, no sms (and 1 more)`,
      ],
    ],
    [
      'that Twilio names no permission',
      keyEvidence({ expectation: services, probes: { ...works, resource: all(UNNAMED) } }),
      [
        `inconclusive: 5 of 5 Verify services: ${five[0]}: Twilio answered HTTP 401, code 70051`,
        `credential.insufficient-permission: production: the credential may not read ${five[0]}: it lacks a permission that Twilio does...`,
      ],
    ],
    [
      'that none is missing for a credential that is not proven',
      keyEvidence({
        expectation: services,
        probes: { 'phone-numbers': noAnswer('timeout'), resource: all(NOT_FOUND) },
      }),
      ['inconclusive: 5 of 5 Verify services', 'twilio.unavailable: '],
    ],
    [
      'what is shown to a credential that is not proven',
      keyEvidence({
        expectation: services,
        probes: {
          'phone-numbers': noAnswer('timeout'),
          resource: Object.fromEntries(
            five.map((sid) => [sid, resource({ sid, account_sid: SID })]),
          ),
        },
      }),
      ['pass: all 5 are in this account', 'twilio.unavailable: '],
    ],
    [
      'that none is missing for a key that names no account',
      keyEvidence({
        expectation: { ...services, probe: 'https://conversations.twilio.com/v1/Configuration' },
        probes: {
          probe: resource({ services: [] }),
          'probe-without-key': DENIED,
          resource: all(NOT_FOUND),
        },
      }),
      [`inconclusive: 5 of 5 Verify services: ${five[0]}: not in this account`, ''],
    ],
    [
      'that the product is not in the Region of the account',
      keyEvidence({ expectation: { ...services, twilioRegion: 'ie1' }, probes: works }),
      ['skipped: Verify services: not checked', ''],
    ],
    [
      'nothing of them where nothing was asked with the credential',
      keyEvidence({ expectation: services, parse: { outcome: 'not-json', detail: 'empty' } }),
      ['skipped: ', 'secret.not-json: '],
    ],
  ])('%s', (_name, evidence, [check, cause]) => {
    const facts = factsOf(evidence);
    const checks = runChecks(facts);
    const judged = checks.find(({ id }) => /^resources\.(?:verify-services|phone)/.test(id));
    const diagnosis = diagnose({ facts, checks });
    expect(`${judged?.status}: ${judged?.message}`).toContain(check);
    expect(`${diagnosis.cause}: ${diagnosis.summary}`).toContain(cause);
  });
});

it('senders are of the service that they name, or of the one that was asked for', () => {
  const MG = `MG${'d'.repeat(32)}`;
  const senders = [{ account_sid: SID, messaging_service_sid: MG }, { account_sid: SID }];
  const probes = { resource: { [`${MG}/ChannelSenders`]: resource({ senders }) } };
  expect(sendersOf({ accountSid: SID, probes }, MG, 'ChannelSenders')).toEqual(senders);
});

it('a number is unknown where no list was asked for', () => {
  const facts = factsOf(keyEvidence({ expectation: numbers(NUMBER), probes: {} }));
  expect(facts.resources.phoneNumbers.map(({ state }) => state)).toEqual(['unknown']);
});
