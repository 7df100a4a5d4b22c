import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOAuthApp } from '../../../local/twilio/world/oauth-apps.ts';
import { type CallingGate, openCallingGate, said, VOICE } from './calling-world.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

describe('a test call of an OAuth client', () => {
  const openedWith = async (...calls: readonly string[]): Promise<CallingGate> => {
    const production = { credential: { kind: 'oauth-client' as const } };
    const gate = await openCallingGate(world, VOICE, { production, telephony: { stepMs: 1_000 } });
    const { clientId, clientSecret } = addOAuthApp(gate.twilio.world, {
      accountSid: gate.accounts.production.sid,
      allow: ['/twilio/phone-numbers/active-numbers/list', ...calls],
    });
    gate.putSecret('production', JSON.stringify({ clientId, clientSecret }));
    return gate;
  };

  it('is placed and followed with the one access token of the run', async () => {
    const gate = await openedWith('/twilio/voice/calls/*');
    expect(said(await gate.deliverToTheEnd())).toMatch(/^succeeded: production: pass/);
    expect(gate.posts()).toHaveLength(1);
    const asked = gate.twilio.journal.entries().map(({ host }) => host);
    expect(asked.filter((host) => host === 'oauth.twilio.com')).toHaveLength(1);
  });

  it('names the permission that the app lacks', async () => {
    const gate = await openedWith();
    expect(said(await gate.deliverToTheEnd())).toMatch(
      /^SystemUnavailable: .*Allow the OAuth app \/twilio\/voice\/calls\/create/s,
    );
  });
});
