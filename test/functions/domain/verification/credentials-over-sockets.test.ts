import { expect, it, onTestFinished } from 'vitest';
import { createTwilioApi } from '../../../../functions/adapters/twilio/create-twilio-api.ts';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import type { EnvironmentReport } from '../../../../functions/domain/model/report.ts';
import { verifyEnvironments } from '../../../../functions/domain/verification/verify-environments.ts';
import {
  type CredentialName,
  type PopulatedTwilio,
  startPopulatedTwilio,
} from '../../../local/twilio/populated-world.ts';
import { PRODUCTION } from '../evidence-builder.ts';
import { fakePorts } from './fake-ports.ts';

/** What the environment under test declares and holds, in a Twilio that answers over sockets. */
interface World {
  readonly account: 'parent' | 'child';
  readonly holds: CredentialName;
  readonly keyType?: 'main' | 'standard';
  /** Whose Auth Token stands beside the key for webhooks. */
  readonly signedBy?: CredentialName | 'nobody';
}

async function verifyWorld(world: World): Promise<EnvironmentReport | undefined> {
  const populated = await startPopulatedTwilio();
  const { twilio, parent, sibling, secrets } = populated;
  const environment = declare(world, populated);
  const account = { sid: sibling.sid, parentSid: parent.sid, shared: false };
  const other = { ...environment, name: 'sibling', secret: { id: 'sibling' }, account };
  const theirs = { accountSid: sibling.sid, authToken: sibling.authTokens.us1.primary };
  const held = { production: secretOf(world, populated), sibling: theirs };
  const ports = fakePorts(held, () => undefined);
  const origin = new URL(twilio.origin);
  const api = createTwilioApi({ ...ports, productVersion: '0.0.0', origin });
  onTestFinished(async () => {
    api.close();
    await twilio.close();
  });
  const report = await verifyEnvironments(
    {
      expectations: { environments: [environment, other] },
      environments: [environment],
      trigger: 'manual',
      signal: new AbortController().signal,
    },
    { ...ports, twilio: api },
  );
  for (const value of secrets) expect(JSON.stringify(report)).not.toContain(value);
  expect(report.environments[0]?.twilioRequests).toBe(twilio.journal.entries().length);
  return report.environments[0];
}

function declare(world: World, populated: PopulatedTwilio): EnvironmentExpectation {
  const { holds, keyType, signedBy } = world;
  const kind = holds.includes('token') ? 'auth-token' : 'api-key';
  return {
    ...PRODUCTION,
    secret: { id: 'production' },
    account: { sid: populated[world.account].sid, parentSid: populated.parent.sid, shared: false },
    credential: { kind, ...(keyType === undefined ? {} : { keyType }) },
    ...(signedBy === undefined ? {} : { webhookAuthToken: true }),
  };
}

function secretOf({ account, holds, signedBy }: World, populated: PopulatedTwilio): object {
  const [username, password] = populated.credentials[holds];
  if (holds.includes('token')) return { accountSid: username, authToken: password };
  const key = { apiKeySid: username, apiKeySecret: password };
  const beside =
    signedBy === undefined || signedBy === 'nobody'
      ? {}
      : { authToken: populated.credentials[signedBy][1] };
  return { accountSid: populated[account].sid, ...key, ...beside };
}

interface Row extends World {
  readonly name: string;
  /** Verdict, cause where there is one, and the requests made. */
  readonly says: string;
}

const ROWS: readonly Row[] = [
  { name: "a subaccount's token", account: 'child', holds: 'child token', says: 'pass, 1' },
  { name: "a subaccount's Main key", account: 'child', holds: 'child main key', says: 'pass, 2' },
  {
    name: "the parent's own token",
    account: 'parent',
    holds: 'parent token',
    says: 'fail credential.over-privileged proven, 2',
  },
  {
    name: "the parent's own Main key",
    account: 'parent',
    holds: 'parent main key',
    keyType: 'main',
    says: 'fail credential.over-privileged proven, 3',
  },
  {
    name: 'a key and the Auth Token of its account',
    account: 'child',
    holds: 'child standard key',
    signedBy: 'child token',
    says: 'pass, 2',
  },
  {
    name: 'a key of declared type and the Auth Token of its account',
    account: 'child',
    holds: 'child standard key',
    keyType: 'standard',
    signedBy: 'child token',
    says: 'pass, 3',
  },
  {
    name: 'a key without the Auth Token that is declared',
    account: 'child',
    holds: 'child standard key',
    signedBy: 'nobody',
    says: 'fail secret.missing-field proven, 2',
  },
  {
    name: "a key and the parent's Auth Token",
    account: 'child',
    holds: 'child standard key',
    signedBy: 'parent token',
    says: 'fail credential.rejected likely, 3',
  },
];

it.each(ROWS)('$name: $says', async ({ says, ...world }) => {
  const report = await verifyWorld(world);
  const { cause = '', confidence = '' } = report?.diagnosis ?? {};
  const judged = [report?.verdict, cause, confidence].filter(Boolean).join(' ');
  expect(`${judged}, ${report?.twilioRequests}`).toBe(says);
});
