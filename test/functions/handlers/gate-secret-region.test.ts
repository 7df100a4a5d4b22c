import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../../functions/domain/model/report.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

it.each([
  ['names the Region of the secret where another one is declared', 'us-east-1', ['eu-west-1']],
  ['does not know a Region that no environment declares', 'ap-southeast-2', []],
])('%s', async (_name, stored, isIn) => {
  const name = `production/twilio/in-${stored}`;
  world.aws.secrets.create({ name, value: '{}', region: stored });
  const gate = await world.openGate({ production: { secret: { id: name, region: 'eu-west-1' } } });

  const report = (await gate.handler({ environment: 'production' }, gate.context)) as Report;

  const diagnosis = report.environments[0]?.diagnosis;
  expect(diagnosis).toMatchObject({ cause: 'secret.not-found', confidence: 'proven' });
  const says = isIn.length > 0 ? ' in eu-west-1: it is in us-east-1' : '';
  expect(diagnosis?.summary).toContain(`the secret does not exist${says} (AWSCURRENT, `);
  const first = diagnosis?.remediation[0]?.text;
  expect(first).toMatch(isIn.length > 0 ? /^Set .+\.secret\.region to us-east-1/ : /^See whether/);
});

it('names every Region of a secret whose replica is in another declared one', async () => {
  const name = 'production/twilio/replicated';
  world.aws.secrets.create({ name, value: '{}' });
  world.aws.secrets.replicate(name, 'ap-southeast-2');
  const gate = await world.openGate({ production: { secret: { id: name, region: 'eu-west-1' } } });

  const report = (await gate.handler({ environment: 'production' }, gate.context)) as Report;

  const summary = report.environments[0]?.diagnosis?.summary;
  expect(summary).toContain('in eu-west-1: it is in ap-southeast-2, us-east-1');
});

it('says which Region was asked where the role may not describe the secret in another one', async () => {
  const name = 'production/twilio/not-described';
  world.aws.secrets.create({ name, value: '{}', region: 'us-east-1' });
  world.aws.faults.add({
    service: 'secretsmanager',
    kind: 'error',
    operation: 'DescribeSecret',
    type: 'AccessDeniedException',
    message: 'not authorized to perform: secretsmanager:DescribeSecret',
    resource: name,
  });
  const gate = await world.openGate({ production: { secret: { id: name, region: 'eu-west-1' } } });

  const report = (await gate.handler({ environment: 'production' }, gate.context)) as Report;

  const diagnosis = report.environments[0]?.diagnosis;
  expect(diagnosis).toMatchObject({ cause: 'secret.not-found', confidence: 'proven' });
  expect(diagnosis?.summary).toContain('the secret does not exist (AWSCURRENT, ');
  expect(diagnosis?.remediation[0]?.text).toContain('the Region (eu-west-1 was asked)');
});
