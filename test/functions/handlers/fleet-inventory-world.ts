import { randomUUID } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createObjectStore } from '../../../functions/adapters/aws/create-object-store.ts';
import { composeSources } from '../../../functions/compose-fleet.ts';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import type { FleetMember } from '../../../functions/domain/model/fleet-member.ts';
import { createInventoryHandler } from '../../../functions/handlers/fleet-inventory.ts';
import { type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';

export let world: GateWorld;
/** Of the test under way. */
export let gate: TestGate;
/** Begins the names of the secrets of one test, and is its bucket. */
export let id = '';
export let parentSid = '';

/** Starts a world for a file, and for each test a Twilio, a bucket and an auditor of its own. */
export function useInventoryWorld(): void {
  beforeAll(async () => {
    world = await startGateWorld();
  });

  afterAll(() => world.close());

  beforeEach(async () => {
    world.aws.faults.clear();
    gate = await world.openGate();
    id = `fleet-${randomUUID()}`;
    parentSid = gate.accounts.parent.sid;
    world.aws.objects.createBucket(id);
    list.s3 = `s3://${id}/members.csv`;
  });
}

/** Members from the list in that bucket. */
export const list = { s3: '' };

/** Runs the function for a fleet of these members. */
export async function run(members: object, input: object = {}, account: object = {}) {
  const configuration = parseOrThrow(
    JSON.stringify({
      auditor: { secret: { id: gate.secretId('auditor') } },
      fleet: {
        template: { secret: { id: `${id}/{member}/twilio` }, account },
        members,
      },
    }),
  );
  const { fleet } = configuration;
  if (fleet === undefined) throw new Error('no fleet');
  const handler = createInventoryHandler(gate.base, () => ({
    ...gate.compose(),
    configuration,
    fleet,
    bucket: id,
    objects: createObjectStore({ bucket: id }),
    sources: composeSources({ region: 'us-east-1' }),
  }));
  return await handler({ runId: 'run-1', input }, gate.context);
}

export function stored(key: string): readonly FleetMember[] {
  const text = world.aws.objects.get(id, key)?.body.toString() ?? '';
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

export function put(key: string, ...lines: readonly object[]): void {
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  world.aws.objects.put(id, { key, body });
}

export function addSecret(member: string): void {
  world.aws.secrets.create({ name: `${id}/${member}/twilio`, value: 'v' });
}

export async function addTaggedSecret(member: string, sid: string): Promise<void> {
  const Tags = [{ Key: 'twilio-account-sid', Value: sid }];
  const Name = `${id}/${member}/twilio`;
  const client = new SecretsManagerClient({ region: 'us-east-1' });
  await client.send(new CreateSecretCommand({ Name, SecretString: 'v', Tags }));
}

export const A = `AC${'a'.repeat(32)}`;
export const B = `AC${'b'.repeat(32)}`;
