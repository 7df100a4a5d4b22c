import { TagResourceCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { Services } from '../../../cli/services.ts';
import { clientsFor } from '../../local/aws/local-aws-clients.ts';
import { AUDITOR, callsOf, PRODUCTION, STAGING, startInitWorld } from './init-world.ts';
import { talk } from './talk.ts';

describe('of secrets, init', () => {
  it('proposes the account that a tag of the secret names, and no account of its value', async () => {
    const world = await startInitWorld();
    const { aws } = world.world;
    const [tagged, held] = ['ACdfb5b35a454c6996821c13b13e6f33ed', `AC${'1'.repeat(32)}`];
    aws.secrets.create({
      name: 'live/sms',
      value: JSON.stringify({ accountSid: held, authToken: 'f'.repeat(32) }),
      type: 'TwilioAuthToken',
    });
    await clientsFor(aws.endpoint).secrets.send(
      new TagResourceCommand({
        SecretId: 'live/sms',
        Tags: [{ Key: 'twilio-account', Value: tagged }],
      }),
    );
    const { configuration, shown } = await talk(world, {
      replies: [
        [/^Does one/, ''],
        [/^Which secrets/, ['live/sms']],
      ],
    });
    expect(configuration).toMatchObject({
      environments: {
        production: { account: { sid: tagged }, credential: { kind: 'auth-token' } },
      },
    });
    expect(shown()).toContain('a tag of the secret names it');
    expect(shown()).not.toContain(held);
  });

  it('asks for the names of the secrets where they cannot be listed', async () => {
    const world = await startInitWorld();
    const services: Services = {
      createSecretListing: () => async () => ({ secrets: [], problem: 'AccessDeniedException' }),
    };
    const { asked, stderr, configuration } = await talk(world, {
      services,
      replies: [
        [/^Names or ARNs/, `${STAGING}, ${STAGING}`],
        [/^Which Twilio account/, world.staging],
      ],
    });
    expect(stderr).toContain('note: not all secrets are known: AccessDeniedException');
    expect(asked[0]).toMatch(/^Names or ARNs/);
    expect(configuration).toMatchObject({ environments: { staging: { secret: { id: STAGING } } } });
  });

  it('finds credentials by the names of their fields where no name says Twilio', async () => {
    const world = await startInitWorld();
    const credential = JSON.stringify({ accountSid: world.staging, authToken: 'f'.repeat(32) });
    const database = JSON.stringify({ username: 'app', password: 'hunter2-hunter2', host: 'db' });
    const { aws } = world.world;
    for (const id of [STAGING, PRODUCTION, AUDITOR]) aws.secrets.scheduleDeletion(id);
    aws.secrets.create({ name: 'qa/messaging', value: credential });
    aws.secrets.create({ name: 'qa/database', value: database });
    const { shown, configuration } = await talk(world, {
      replies: [
        [/^Read 2 secrets/, true],
        [/^Which Twilio account/, world.staging],
      ],
    });
    expect(configuration).toMatchObject({
      environments: { qa: { secret: { id: 'qa/messaging' }, credential: { kind: 'auth-token' } } },
    });
    expect(shown()).not.toContain('qa/database');
    expect(shown()).not.toContain('hunter2');
  });

  it('reads no value where the person does not agree, and asks what each secret holds', async () => {
    const world = await startInitWorld();
    const { asked, exitCode } = await talk(world, {
      replies: [
        [/^Does one/, ''],
        [/^Which secrets/, [STAGING]],
        [/^What does staging/, 'auth-token'],
        [/must staging be/, world.staging],
      ],
    });
    expect(exitCode).toBe(0);
    expect(asked).toContainEqual(`What does ${STAGING} hold?`);
    expect(callsOf(world)).toContain('ListSecrets');
    expect(callsOf(world)).not.toContain('GetSecretValue');
  });
});
