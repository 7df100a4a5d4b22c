import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const ROLE = 'arn:aws:iam::222233334444:role/gate/reader';

let aws: LocalAws;
let sts: AwsClients['sts'];
let clockMs: number;

beforeEach(async () => {
  clockMs = Date.now();
  aws = await startLocalAws({ now: () => new Date(clockMs) });
  sts = clientsFor(aws.endpoint).sts;
});

afterEach(() => aws.close());

interface Assumed {
  readonly arn: string | undefined;
  readonly sts: AwsClients['sts'];
}

async function assume(change: { readonly sessionToken?: string } = {}): Promise<Assumed> {
  const { Credentials, AssumedRoleUser } = await sts.send(
    new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'run', DurationSeconds: 900 }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
    ...change,
  };
  return { arn: AssumedRoleUser?.Arn, sts: clientsFor(aws.endpoint, { credentials }).sts };
}

it('names the local user without a session', async () => {
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/local',
  });
});

it('names an assumed role, in its own account and without its path', async () => {
  const assumed = await assume();
  expect(assumed.arn).toBe('arn:aws:sts::222233334444:assumed-role/reader/run');
  expect(await assumed.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '222233334444',
    Arn: assumed.arn,
    // The role's unique id, a colon, and the name of the session.
    UserId: expect.stringMatching(/^AROA[A-Z0-9]+:run$/),
  });
});

it('ends a session when its time is over', async () => {
  const assumed = await assume();
  clockMs += 900_000;
  const error = await errorOf(assumed.sts.send(new GetCallerIdentityCommand({})));
  expect(error).toMatchObject({ status: 403 });
  expect(error.name).toMatch(/^ExpiredToken/);
});

it('refuses a session without its own token', async () => {
  const { sts: forged } = await assume({ sessionToken: 'other' });
  const error = await errorOf(forged.send(new GetCallerIdentityCommand({})));
  expect(error).toMatchObject({ name: 'InvalidClientTokenId', status: 403 });
});

it('refuses a role that is set to refuse, until it accepts again', async () => {
  aws.roles.refuse(ROLE);
  const error = await errorOf(assume());
  expect(error).toMatchObject({ name: 'AccessDenied', status: 403 });
  expect(error.message).toBe(
    `User: arn:aws:iam::111122223333:user/local is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
  );
  aws.roles.accept(ROLE);
  await expect(assume()).resolves.toBeDefined();
});

it.each([
  ['an ARN that is no role', { RoleArn: 'arn:aws:iam::222233334444:user/x' }, /is invalid$/],
  ['a session name with a space', { RoleSessionName: 'a b' }, /regular expression pattern/],
  ['15 minutes less a second', { DurationSeconds: 899 }, /value greater than or equal to 900/],
])('refuses %s', async (_case, change, message) => {
  const input = { RoleArn: ROLE, RoleSessionName: 'run', ...change };
  const error = await errorOf(sts.send(new AssumeRoleCommand(input)));
  expect(error).toMatchObject({ name: 'ValidationError', status: 400 });
  expect(error.message).toMatch(message);
});
