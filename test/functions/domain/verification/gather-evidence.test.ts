import { describe, expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import { ACCOUNTS } from '../accounts.ts';
import { TOKEN } from '../credential/samples.ts';
import { DENIED } from '../twilio-replies.ts';
import { fakePorts } from './fake-ports.ts';
import { answering, DEVELOPMENT, declared, SECRETS, verify } from './small-world.ts';

const { accountSid } = { accountSid: ACCOUNTS.development };

/** The first command that is shown for a token that Twilio rejects. */
async function commandFor(environment: EnvironmentExpectation, defaultRegion?: string) {
  const ports = fakePorts(SECRETS, () => DENIED);
  const changes = defaultRegion === undefined ? {} : { defaultRegion };
  const report = await verify({ environments: [environment] }, ports, changes);
  return report.environments[0]?.diagnosis?.remediation[0]?.command;
}

describe('the Region of the commands that are shown', () => {
  it('is the one that the secret is declared in, or else the default', async () => {
    const elsewhere = { ...DEVELOPMENT, secret: { id: 'development', region: 'ap-south-1' } };
    expect(await commandFor(elsewhere, 'eu-west-1')).toContain(' --region ap-south-1 ');
    expect(await commandFor(DEVELOPMENT, 'eu-west-1')).toContain(' --region eu-west-1 ');
  });

  it('is left out where none is known', async () => {
    expect(await commandFor(DEVELOPMENT)).not.toContain('--region');
  });
});

it('reads the fields of a secret under their declared names', async () => {
  const secret = { id: 'development', fields: { authToken: 'MY_TOKEN' } };
  const ports = fakePorts({ development: { accountSid, MY_TOKEN: TOKEN } }, answering);
  const report = await verify({ environments: [{ ...DEVELOPMENT, secret }] }, ports);
  expect(report.verdict).toBe('pass');
});

it('asks about a hundred declared resources at most sixty at once', async () => {
  const verifyServices = Array.from(
    { length: 100 },
    (_, index) => `VA${`${index}`.padStart(32, '0')}`,
  );
  const none = { phoneNumbers: [], messagingServices: [], applications: [] };
  const environment = { ...declared('production'), resources: { ...none, verifyServices } };
  const ports = fakePorts(SECRETS, answering);
  await verify({ environments: [environment] }, ports);
  expect(ports.twilio.asked.length).toBeGreaterThanOrEqual(100);
  expect(ports.twilio.mostAtOnce).toBe(60);
});

it('asks in the declared Twilio Region, and as the auditor in US1, where accounts live', async () => {
  const environment = { ...declared('production'), twilioRegion: 'ie1' } as const;
  const ports = fakePorts(SECRETS, answering);
  await verify({ environments: [environment], auditor: { secret: { id: 'auditor' } } }, ports);
  expect(ports.twilio.asked.map(({ region }) => region)).toEqual(['ie1', 'us1']);
});

it('asks Twilio for an access token of an OAuth client first, and for nothing where it gives none', async () => {
  const client = {
    clientId: 'OQ7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQeU',
    clientSecret: 'kT4-vQ9_zB2xLm7RwYp0NcJd8Hs',
  };
  const ports = fakePorts({ development: client }, answering);
  const report = await verify(
    { environments: [declared('development', { kind: 'oauth-client' })] },
    ports,
  );
  expect(ports.twilio.asked.map(({ product, path }) => `${product}${path}`)).toEqual([
    'oauth/v2/token',
  ]);
  expect(report.environments[0]).toMatchObject({
    verdict: 'inconclusive',
    diagnosis: { cause: 'twilio.unexpected-response' },
  });
});
