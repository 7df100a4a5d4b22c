import { expect, it, onTestFinished } from 'vitest';
import { createTwilioApi } from '../../../../../functions/adapters/twilio/create-twilio-api.ts';
import type { AuditFinding } from '../../../../../functions/domain/model/audit-finding.ts';
import type { EnvironmentExpectation } from '../../../../../functions/domain/model/expectation.ts';
import { auditEnvironments } from '../../../../../functions/domain/verification/audit/audit-environments.ts';
import { addApiKey } from '../../../../../local/twilio/world/api-keys.ts';
import {
  type CredentialName,
  type Pair,
  type PopulatedTwilio,
  startPopulatedTwilio,
} from '../../../../local/twilio/populated-world.ts';
import { PRODUCTION } from '../../evidence-builder.ts';
import { fakePorts } from '../fake-ports.ts';

/** Whose keys are audited, with what in the secret, and who the auditor is, in a Twilio over sockets. */
interface World {
  readonly account: 'parent' | 'child' | 'unrelated';
  readonly holds: CredentialName;
  readonly auditor?: CredentialName;
  /** Whose Auth Token stands beside the key, declared for webhooks. */
  readonly signedBy?: CredentialName;
}

async function auditWorld(world: World): Promise<readonly AuditFinding[]> {
  const populated = await startPopulatedTwilio();
  const { twilio, credentials, secrets } = populated;
  const environment = declare(world, populated);
  const auditor = world.auditor && secretOf(credentials[world.auditor], populated.parent.sid);
  const ports = fakePorts(
    {
      production: {
        ...secretOf(credentials[world.holds], populated[world.account].sid),
        ...(world.signedBy && { authToken: credentials[world.signedBy][1] }),
      },
      ...(auditor && { auditor }),
    },
    () => undefined,
  );
  const api = createTwilioApi({
    ...ports,
    productVersion: '0.0.0',
    origin: new URL(twilio.origin),
  });
  onTestFinished(async () => {
    api.close();
    await twilio.close();
  });
  const { findings } = await auditEnvironments(
    {
      expectations: {
        environments: [environment],
        ...(auditor && { auditor: { secret: { id: 'auditor' } } }),
      },
      environments: [environment],
      signal: new AbortController().signal,
    },
    { ...ports, twilio: api },
  );
  for (const value of secrets) expect(JSON.stringify(findings)).not.toContain(value.slice(0, 8));
  const requests = twilio.journal.entries();
  expect(requests.every(({ method, path }) => method === 'GET' && path.includes('/Keys'))).toBe(
    true,
  );
  return findings;
}

function declare(world: World, populated: PopulatedTwilio): EnvironmentExpectation {
  const kind = world.holds.includes('token') ? 'auth-token' : 'api-key';
  return {
    ...PRODUCTION,
    secret: { id: 'production' },
    account: { sid: populated[world.account].sid, shared: false },
    credential: { kind },
    ...(world.signedBy === undefined ? {} : { webhookAuthToken: true }),
  };
}

function secretOf([username, password]: Pair, accountSid: string): Record<string, string> {
  return username.startsWith('AC')
    ? { accountSid: username, authToken: password }
    : { accountSid, apiKeySid: username, apiKeySecret: password };
}

interface Row extends World {
  readonly name: string;
  /** Statuses of key.present, then of each key.stray; the reason where the keys are not known. */
  readonly says: string;
}

const ROWS: readonly Row[] = [
  {
    name: "a subaccount's Standard key, audited by the parent's Auth Token",
    account: 'child',
    holds: 'child standard key',
    auditor: 'parent token',
    says: 'pass, 3 warn',
  },
  {
    name: "a subaccount's key, audited by its own Main key",
    account: 'child',
    holds: 'child standard key',
    auditor: 'child main key',
    says: 'pass, 2 warn',
  },
  {
    name: "a subaccount's key, audited by its own Auth Token",
    account: 'child',
    holds: 'child restricted key',
    auditor: 'child token',
    says: 'pass, 3 warn',
  },
  {
    name: "a subaccount's key, audited by the parent's Main key, which sees no subaccount's",
    account: 'child',
    holds: 'child standard key',
    auditor: 'parent main key',
    says: 'inconclusive, 1 inconclusive',
  },
  {
    name: "a subaccount's Main key, which tells what the parent's may not see",
    account: 'child',
    holds: 'child main key',
    auditor: 'parent main key',
    says: 'pass, 3 warn',
  },
  {
    name: 'a Main key without an auditor',
    account: 'child',
    holds: 'child main key',
    says: 'pass, 3 warn',
  },
  {
    name: 'a Standard key without an auditor',
    account: 'child',
    holds: 'child standard key',
    says: 'inconclusive, 1 inconclusive',
  },
  {
    name: 'a Standard key beside the Auth Token of its account',
    account: 'child',
    holds: 'child standard key',
    signedBy: 'child token',
    says: 'pass, 3 warn',
  },
  {
    name: 'an Auth Token, which has no key of its own',
    account: 'child',
    holds: 'child token',
    says: 'skipped, 4 warn',
  },
  {
    name: "the parent's own account, audited by its Main key",
    account: 'parent',
    holds: 'parent token',
    auditor: 'parent main key',
    says: 'skipped, 1 pass',
  },
  {
    name: "a key of another account, audited by the parent's Auth Token",
    account: 'parent',
    holds: 'child standard key',
    auditor: 'parent token',
    says: 'fail, 1 warn',
  },
  {
    name: "an account that is not the auditor's",
    account: 'unrelated',
    holds: 'child standard key',
    auditor: 'parent token',
    says: 'inconclusive, 1 inconclusive',
  },
  {
    name: 'an auditor with a wrong secret, and a Main key that helps itself',
    account: 'child',
    holds: 'child main key',
    auditor: 'child key, wrong secret',
    says: 'pass, 2 warn',
  },
  {
    name: 'an auditor that is a test pair',
    account: 'child',
    holds: 'child standard key',
    auditor: 'test pair',
    says: 'inconclusive, 1 inconclusive',
  },
];

it.each(ROWS)('$name: $says', async ({ says, ...world }) => {
  const findings = await auditWorld(world);
  const [present] = findings.flatMap((one) => (one.check === 'key.present' ? [one.status] : []));
  const strays = findings.flatMap((one) => (one.check === 'key.stray' ? [one.status] : []));
  expect(`${present}, ${strays.length} ${[...new Set(strays)].join(' ')}`).toBe(says);
});

it('lists 450 keys on three pages, and knows each', async () => {
  const populated = await startPopulatedTwilio();
  const { twilio, unrelated } = populated;
  const keys = Array.from({ length: 450 }, () =>
    addApiKey(twilio.world, { accountSid: unrelated.sid, keyType: 'standard' }),
  );
  const token = { accountSid: unrelated.sid, authToken: unrelated.authTokens.us1.primary };
  const ports = fakePorts({ production: token }, () => undefined);
  const origin = new URL(twilio.origin);
  const api = createTwilioApi({ ...ports, productVersion: '0.0.0', origin });
  onTestFinished(async () => {
    api.close();
    await twilio.close();
  });
  const environment: EnvironmentExpectation = {
    ...PRODUCTION,
    secret: { id: 'production' },
    account: { sid: unrelated.sid, shared: false },
    credential: { kind: 'auth-token' },
  };
  const environments = [environment];
  const { signal } = new AbortController();
  const { findings } = await auditEnvironments(
    { expectations: { environments }, environments, signal },
    { ...ports, twilio: api },
  );
  const strays = findings.filter(({ check }) => check === 'key.stray');
  expect(new Set(strays.map(({ apiKeySid }) => apiKeySid))).toEqual(
    new Set(keys.map(({ sid }) => sid)),
  );
  expect(strays.every(({ status }) => status === 'warn')).toBe(true);
  expect(twilio.journal.entries()).toHaveLength(3);
});
