import { expect, it } from 'vitest';
import { readRunItem, runItem } from '../../../../functions/adapters/aws/run-item.ts';
import { readStateItem, stateItem } from '../../../../functions/adapters/aws/state-item.ts';
import { ALL_CAUSES } from '../../../../functions/domain/causes/all-causes.ts';
import { firstState, rejectedRun } from '../../domain/history/stored.ts';

const SECRET = 'kQ7w9zXvBn3LmKpt5YhDd2FgSsAe8Uc1';

it('shows only words of what an earlier version stored of a run', () => {
  const summary = `production: Twilio rejects it: ${SECRET} is wrong for you`;
  const item = runItem({ ...rejectedRun(), cause: SECRET, summary }, 400);
  expect(readRunItem(item)).toMatchObject({
    cause: '…',
    summary: 'production: Twilio rejects it … is wrong for you',
  });
});

it('reads every cause of an incident as it is, and of another text only words', () => {
  const subject = { environment: 'production', versionStage: 'AWSCURRENT' } as const;
  const ids = ALL_CAUSES.map(({ id }) => id);
  const incident = { badSince: '2026-11-22T03:00:00.000Z', at: '2026-11-22T03:00:00.000Z' };
  const state = { ...firstState(), openIncident: { ...incident, causes: [...ids, SECRET] } };
  const read = readStateItem(stateItem(subject, state));
  expect(read?.openIncident?.causes).toEqual([...ids, '…']);
});
