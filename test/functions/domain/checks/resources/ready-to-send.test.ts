import { describe, expect, it } from 'vitest';
import { runChecks } from '../../../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../../functions/domain/model/evidence.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { diagnosed } from '../../causes/diagnosed.ts';
import { authToken, parsed } from '../../evidence-builder.ts';
import { CLOSED, PROFILES, type Replies, SLUG, sending } from '../../sending-evidence.ts';
import { accountReply, DENIED, noAnswer, refusal, resource } from '../../twilio-replies.ts';

const DIALING = 'dialing permissions for GB';
const MESSAGING = 'messaging permissions for GB';

const permitting = (enabled: unknown): Replies => ({
  [DIALING]: resource({ iso_code: 'GB', low_risk_numbers_enabled: enabled }),
  [MESSAGING]: resource({ permissions: [{ country_code: 'GB', enabled }] }),
  [PROFILES]: resource({ results: [] }),
});
const all = (reply: Replies[string]): Replies =>
  Object.fromEntries(Object.keys(permitting(true)).map((subject) => [subject, reply]));

const NOT_ASKED = 'Twilio was not asked in time';

describe('what sending needs', () => {
  it.each<readonly [string, Evidence, readonly string[]]>([
    [
      'passes where it is in place',
      sending(['GB'], permitting(true)),
      [
        "pass: messages to GB: permitted; calls to GB: permitted; permissions as the account's own credential shows them",
      ],
    ],
    [
      'fails by all that is missing',
      sending(['GB'], permitting(false)),
      ['fail: messages to GB: not permitted; calls to GB: not permitted'],
    ],
    [
      'is inconclusive by what was not asked',
      sending(['GB'], {}),
      [
        `inconclusive: the primary compliance profile: ${NOT_ASKED}; messages to GB: ${NOT_ASKED}; calls to GB: ${NOT_ASKED}`,
      ],
    ],
    [
      'is skipped for what the credential may not read',
      sending(['GB'], { ...permitting(true), [PROFILES]: CLOSED, [DIALING]: CLOSED }),
      [
        "pass: messages to GB: permitted; permissions as the account's own credential shows them",
        `skipped: the credential may not read the primary compliance profile (${SLUG}); calls to GB (${SLUG})`,
      ],
    ],
    [
      'is skipped as a whole where the credential may read nothing',
      sending(['GB'], all(CLOSED)),
      [
        `skipped: the credential may not read the primary compliance profile (${SLUG}); messages to GB (${SLUG}); calls to GB (${SLUG})`,
      ],
    ],
    [
      'is no pass by a list of profiles that says nothing',
      sending(['GB'], { ...all(CLOSED), [PROFILES]: resource({ results: [] }) }),
      [`skipped: the credential may not read messages to GB (${SLUG}); calls to GB (${SLUG})`],
    ],
    [
      'is skipped where the credential is not proven',
      sending(['GB'], permitting(true), DENIED),
      [
        `skipped: only a credential that is proven to be of ${ACCOUNTS.production} shows its permissions`,
      ],
    ],
    [
      'is skipped where the credential is proven to be of another account',
      {
        ...sending(['GB'], permitting(true)),
        parse: parsed(authToken(ACCOUNTS.staging)),
        probes: {
          ...sending(['GB'], permitting(true)).probes,
          'own-account': accountReply(ACCOUNTS.staging),
        },
      },
      [
        `skipped: only a credential that is proven to be of ${ACCOUNTS.production} shows its permissions`,
      ],
    ],
  ])('%s', (_name, evidence, expected) => {
    const checks = runChecks(factsOf(evidence)).filter(
      ({ id }) => id === 'resources.ready-to-send',
    );
    expect(checks.map(({ status, message }) => `${status}: ${message}`)).toEqual(expected);
  });
});

describe('the diagnosis of what sending needs', () => {
  /** Other checks of these senders say nothing: the service and its senders are there. */
  const causesOf = (replies: Replies): readonly string[] => {
    const { cause, summary, alternatives } = diagnosed(sending(['GB'], replies));
    return [`${cause}: ${summary}`, ...alternatives.map((one) => one.cause)];
  };
  it.each<readonly [string, Replies, string]>([
    [
      'counts what is missing',
      permitting(false),
      'resource.not-ready: production: messages to GB: not permitted (and 1 more)',
    ],
    [
      'counts what is not known',
      permitting('perhaps'),
      'resource.not-ready: production: messages to GB: no word of a permission (and 1 more)',
    ],
    [
      'names the profile that waits',
      {
        ...permitting(true),
        [PROFILES]: resource({
          results: [{ policy_sid: 'RN6433641899984f951173ef1738c3bdd0', status: 'draft' }],
        }),
      },
      'account.profile-not-approved: production: the primary compliance profile is not approved (draft)',
    ],
    [
      'does not doubt the account where it does not find what sending needs',
      all(refusal(404, 20404)),
      'twilio.unexpected-response: production: Twilio answered HTTP 404, code 20404',
    ],
    ['blames an outage', all(noAnswer('timeout')), 'twilio.unavailable'],
  ])('%s', (_name, replies, expected) => {
    expect(causesOf(replies).join('\n')).toContain(expected);
  });
});
