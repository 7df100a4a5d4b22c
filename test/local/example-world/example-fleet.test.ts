import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSecretReader } from '../../../functions/adapters/aws/create-secret-reader.ts';
import { composeVerification } from '../../../functions/compose.ts';
import { parseConfiguration } from '../../../functions/configuration/parse-configuration.ts';
import { verifyMembers } from '../../../functions/domain/fleet/verify-members.ts';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { type ExampleFleet, seedExampleFleet } from '../../../local/example-world/example-fleet.ts';
import { type LocalTwilio, startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';

const parse = parseConfiguration(
  JSON.stringify({
    fleet: {
      template: {
        secret: { id: 'tenants/{member}/twilio' },
        account: { parentSid: 'AC1de4b1bbb6f0b5bb2a60fbd3a2d0cb10' },
      },
      members: { s3: 's3://customers/members.csv' },
    },
  }),
);
if (!(parse.ok && parse.configuration.fleet)) throw new Error('The configuration is not valid.');
const { fleet: declared } = parse.configuration;

let aws: LocalAws;
let twilio: LocalTwilio;
let fleet: ExampleFleet;

beforeAll(async () => {
  aws = await startLocalAws();
  twilio = await startLocalTwilio();
  fleet = seedExampleFleet(declared, 10, { aws, twilio });
});

afterAll(async () => {
  await Promise.all([aws.close(), twilio.close()]);
});

/** Verdict, and cause where it has one, of each member that does not pass. */
async function notPassing(): Promise<readonly (readonly [string, string])[]> {
  const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'unused' };
  const region = 'us-east-1';
  process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey;
  process.env['AWS_ENDPOINT_URL'] = aws.endpoint;
  const ports = composeVerification(
    { region, twilioOrigin: twilio.origin },
    createSecretReader({ region }),
  );
  const listed = fleet.members.map(({ name, accountSid }, index) => ({
    index,
    member: name,
    accountSid,
  }));
  const keyed = { of: async () => '' };
  const { signal } = new AbortController();
  const run = { template: declared.template, ports: ports(), keyed, signal };
  const found: (readonly [string, string])[] = [];
  for await (const { result } of verifyMembers(listed, run)) {
    const { member, verdict, cause = '' } = result;
    if (verdict !== 'pass') found.push([member, `${verdict} ${cause}`]);
  }
  return found.toSorted(([one], [other]) => one.localeCompare(other));
}

it('lists its members where the fleet declares it', () => {
  const [header, first, ...others] = String(aws.objects.get('customers', 'members.csv')?.body)
    .trim()
    .split('\n');
  expect(header).toBe('member,accountSid');
  expect(first).toBe(`customer-0001,${fleet.members[0]?.accountSid}`);
  expect(others).toHaveLength(9);
});

it('passes, has three members with a cause of their own once they are broken, and passes again', async () => {
  expect(await notPassing()).toEqual([]);
  const broken = fleet.break();
  expect(await notPassing()).toEqual([
    [broken.rotated.name, 'fail credential.rejected'],
    [broken.former.name, 'fail environment.wrong-account'],
    [broken.empty.name, 'fail secret.missing-field'],
  ]);
  for (const member of Object.values(broken)) member.putGoodSecret();
  expect(await notPassing()).toEqual([]);
});
