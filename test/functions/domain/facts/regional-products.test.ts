import { describe, expect, it } from 'vitest';
import { runChecks } from '../../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import { isServedIn } from '../../../../functions/domain/facts/regional-products.ts';
import type { TwilioRegion } from '../../../../functions/domain/model/expectation.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { keyEvidence } from '../evidence-builder.ts';
import { expectationOf } from '../resource-evidence.ts';
import { sending } from '../sending-evidence.ts';
import { DENIED, refusal, resource } from '../twilio-replies.ts';

describe('a Region', () => {
  it.each([
    ['us1', { product: 'trusthub', path: '/v1/CustomerProfiles' }, true],
    ['ie1', { product: 'trusthub', path: '/v1/CustomerProfiles' }, false],
    ['ie1', { product: 'verify', path: '/v2/Services/VA' }, false],
    ['ie1', { product: 'accounts', path: '/v1/Messaging/GeoPermissions' }, false],
    ['ie1', { product: 'messaging', path: '/v1/Services/MG' }, true],
    ['ie1', { product: 'messaging', path: '/v1/Services/MG/Compliance/Usa2p' }, false],
    ['ie1', { product: 'messaging', path: '/v1/a2p/BrandRegistrations/BN' }, false],
    ['ie1', { product: 'messaging', path: '/v1/Tollfree/Verifications' }, false],
    ['au1', { product: 'messaging', path: '/v1/Services/MG' }, false],
    ['au1', { product: 'voice', path: '/v1/DialingPermissions/Countries/GB' }, true],
    ['au1', { product: 'api', path: '/2010-04-01/Accounts/AC/Applications/AP.json' }, true],
  ] as const)('%s has %j: %s', (region, asked, isServed) => {
    expect(isServedIn(region, asked)).toBe(isServed);
  });
});

/** What is said of sending to Great Britain from a Region, where Twilio answers so about calls. */
function readiness(twilioRegion: TwilioRegion, calls: TwilioReply): readonly string[] {
  const evidence = sending(['GB'], { 'dialing permissions for GB': calls });
  const regional = { ...evidence, expectation: { ...evidence.expectation, twilioRegion } };
  return runChecks(factsOf(regional))
    .filter(({ id }) => id === 'resources.ready-to-send')
    .map(({ status, message }) => `${status}: ${message}`);
}

describe('what sending needs in a Region', () => {
  const permitted = resource({ iso_code: 'GB', low_risk_numbers_enabled: true });

  it('is checked as far as the Region has it', () => {
    const [read, skipped, ...more] = readiness('ie1', permitted);
    expect(more).toEqual([]);
    expect(read).toMatch(/^pass: calls to GB: permitted/);
    expect(skipped).toMatch(
      /^skipped: not checked: the primary compliance profile: Twilio has it in us1 only, not in ie1; messages to GB/,
    );
  });

  it.each<readonly [string, TwilioReply]>([
    ['404', refusal(404, 20404, 'not found')],
    [
      'a text that names its realm',
      refusal(400, 20001, "Endpoint is not supported in realm 'ie1'"),
    ],
  ])('is skipped where Twilio answers that it is not there: %s', (_name, reply) => {
    const [only, ...more] = readiness('ie1', reply);
    expect(more).toEqual([]);
    expect(only).toMatch(/^skipped: not checked: .*calls to GB: Twilio has it in us1 only/);
  });

  it.each<readonly [string, TwilioRegion, TwilioReply]>([
    ['another refusal', 'ie1', DENIED],
    ['a 404 in us1', 'us1', refusal(404, 20404, 'not found')],
  ])('is inconclusive with %s', (_name, region, reply) => {
    expect(readiness(region, reply)[0]).toMatch(/^inconclusive/);
  });

  it('leaves resources of a product that it does not have', () => {
    const expectation = expectationOf({ verifyServices: [`VA${'b'.repeat(32)}`] });
    const facts = factsOf(keyEvidence({ expectation: { ...expectation, twilioRegion: 'au1' } }));
    const check = runChecks(facts).find(({ id }) => id === 'resources.verify-services');
    expect(check).toMatchObject({
      status: 'skipped',
      message:
        "Verify services: not checked, since Twilio does not have them in the environment's Region",
    });
  });
});
