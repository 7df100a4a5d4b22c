import { expect, it, vi } from 'vitest';
import { createSecretReader } from '../../../../functions/adapters/aws/create-secret-reader.ts';
import { json, type Respond, raw, startStandIn, xml } from './start-stand-in.ts';

const { signal } = new AbortController();
const NOW = new Date('2026-11-22T03:00:00.000Z');
const ROLE = 'arn:aws:iam::210987654321:role/reader';
const SECRET = { id: 'name', region: 'eu-west-1', roleArn: ROLE };
const good = json(200, { VersionId: 'v1', VersionStages: ['AWSCURRENT'], SecretString: '{}' });

function assumed(number: number): Respond {
  const credentials = [
    `<AccessKeyId>ASIAROLE${number}</AccessKeyId>`,
    '<SecretAccessKey>a-role-example</SecretAccessKey>',
    '<SessionToken>c4nary-session-token</SessionToken>',
    `<Expiration>${new Date(NOW.getTime() + 900_000).toISOString()}</Expiration>`,
  ].join('');
  return xml(
    200,
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}

function stsError(code: string, message: string): Respond {
  return xml(
    400,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );
}

function withSts(sts: (call: number) => Respond): Respond {
  let calls = 0;
  return (response, request, index) => {
    calls += request.service === 'sts' ? 1 : 0;
    return (request.service === 'sts' ? sts(calls) : good)(response, request, index);
  };
}

it('assumes the role in its own Region and reads with the role’s credentials', async () => {
  const aws = await startStandIn(withSts(assumed));

  const reading = await createSecretReader().read(SECRET, 'AWSCURRENT', { signal });

  expect(reading).toMatchObject({ outcome: 'read' });
  expect(aws.requests).toMatchObject([
    { operation: 'AssumeRole', region: 'us-east-1', accessKeyId: 'AKIAEXAMPLE' },
    { operation: 'secretsmanager.GetSecretValue', region: 'eu-west-1', accessKeyId: 'ASIAROLE1' },
  ]);
  const form = Object.fromEntries(new URLSearchParams(aws.requests[0]?.body));
  expect(form).toMatchObject({ RoleArn: ROLE, RoleSessionName: 'twilio-preflight' });
});

it('assumes a role once for reads at the same time', async () => {
  const aws = await startStandIn(withSts(assumed));
  const reader = createSecretReader({ region: 'us-east-1', now: () => NOW });

  await Promise.all(
    (['a', 'b', 'c'] as const).map((id) =>
      reader.read({ ...SECRET, id }, 'AWSCURRENT', { signal }),
    ),
  );

  expect(aws.requests.filter(({ service }) => service === 'sts')).toHaveLength(1);
});

it.each([
  ['keeps a session that lasts', 800_000, ['ASIAROLE1', 'ASIAROLE1']],
  ['renews a session within its last minute', 841_000, ['ASIAROLE1', 'ASIAROLE2']],
])('%s', async (_what, laterMs, keys) => {
  const aws = await startStandIn(withSts(assumed));
  const now = vi.fn(() => NOW);
  const reader = createSecretReader({ now });

  await reader.read(SECRET, 'AWSCURRENT', { signal });
  now.mockReturnValue(new Date(NOW.getTime() + laterMs));
  await reader.read(SECRET, 'AWSCURRENT', { signal });

  const reads = aws.requests.filter(({ service }) => service === 'secretsmanager');
  expect(reads.map(({ accessKeyId }) => accessKeyId)).toEqual(keys);
});

it.each<[string, string, Respond]>([
  [
    'a refusal',
    'role-denied',
    stsError('AccessDenied', 'not authorized to perform: sts:AssumeRole'),
  ],
  ['a bad ARN', 'invalid-request', stsError('ValidationError', 'x is invalid')],
  ['an expired token', 'unavailable', stsError('ExpiredToken', 'expired')],
  ['a proxy’s page', 'unavailable', raw(403, '<html>no')],
  ['an answer without credentials', 'unavailable', xml(200, '<AssumeRoleResponse/>')],
])('reports %s as %s, and reads nothing', async (_what, failure, sts) => {
  const aws = await startStandIn(withSts(() => sts));

  const reading = await createSecretReader().read(SECRET, 'AWSCURRENT', { signal });

  expect(reading).toMatchObject({ outcome: 'failed', failure, service: 'STS' });
  expect(aws.requests.every(({ service }) => service === 'sts')).toBe(true);
});

it('asks again after a refusal, since the trust may be mended', async () => {
  await startStandIn(
    withSts((call) => (call === 1 ? stsError('AccessDenied', 'no') : assumed(call))),
  );
  const reader = createSecretReader({ now: () => NOW });

  expect(await reader.read(SECRET, 'AWSCURRENT', { signal })).toMatchObject({
    failure: 'role-denied',
  });
  expect(await reader.read(SECRET, 'AWSCURRENT', { signal })).toMatchObject({ outcome: 'read' });
});

it('names the role, and never its session token, when the role may not read', async () => {
  const denied = json(400, { __type: 'AccessDeniedException', message: 'no' });
  await startStandIn((response, request, index) =>
    (request.service === 'sts' ? assumed(1) : denied)(response, request, index),
  );

  const reading = await createSecretReader().read(SECRET, 'AWSCURRENT', { signal });

  expect(reading).toMatchObject({ failure: 'access-denied' });
  expect(JSON.stringify(reading)).not.toContain('c4nary');
});

it('stops waiting for STS when the time of the read is over', async () => {
  await startStandIn(withSts(() => () => undefined));
  const controller = new AbortController();
  const reading = createSecretReader().read(SECRET, 'AWSCURRENT', { signal: controller.signal });

  setTimeout(() => controller.abort(), 50);

  expect(await reading).toMatchObject({ failure: 'unavailable' });
});

it('waits for STS no longer than the signal allows', async () => {
  const call = new AbortController();
  await startStandIn(() => call.abort());

  const reading = await createSecretReader().read(SECRET, 'AWSCURRENT', { signal: call.signal });

  expect(reading).toMatchObject({ outcome: 'failed', failure: 'unavailable', service: 'STS' });
  expect(reading).toMatchObject({ message: `Assuming ${ROLE}: no answer from STS in time.` });
});
