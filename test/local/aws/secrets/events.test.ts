import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import type { LocalEvent } from '../../../../local/events/event-bus.ts';

let aws: LocalAws;
let events: LocalEvent[];
let end: () => void;

beforeEach(async () => {
  aws = await startLocalAws();
  events = [];
  end = aws.onEvent((event) => events.push(event));
});

afterEach(() => aws.close());

it('sends Secret Label Updated for every label but AWSPENDING and AWSPREVIOUS', () => {
  const { arn, versionId } = aws.secrets.create({ name: 'a', value: 'one' });
  const pending = aws.secrets.put({ id: 'a', value: 'two', stages: ['AWSPENDING', 'blue'] });
  const next = aws.secrets.put({ id: 'a', value: 'three' });

  expect(events.map(({ detail }) => detail)).toEqual([
    { name: 'a', labelUpdated: 'AWSCURRENT', versionId },
    { name: 'a', labelUpdated: 'blue', versionId: pending.versionId },
    { name: 'a', labelUpdated: 'AWSCURRENT', versionId: next.versionId },
  ]);
  expect(events[0]).toMatchObject({
    source: 'aws.secretsmanager',
    'detail-type': 'Secret Label Updated',
    account: '111122223333',
    region: 'us-east-1',
    resources: [arn],
  });
});

it('sends nothing to a listener that has left', () => {
  end();
  aws.secrets.create({ name: 'a', value: 'one' });
  expect(events).toEqual([]);
});
