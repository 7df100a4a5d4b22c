import { describe, expect, it } from 'vitest';
import type { ActionDefinition } from '../../../local/pipeline/pipeline-definition.ts';
import { GATE, rehearse } from './release-pipeline.ts';

const DEPLOY: ActionDefinition = {
  kind: 'deploy',
  name: 'Deploy',
  runOrder: 2,
  target: 'production',
};

const OPEN = { status: 'succeeded', summary: 'the gate is open' } as const;
const SHUT = { status: 'failed', type: 'JobFailed', message: 'Twilio says no' } as const;

describe('a pipeline', () => {
  it('runs every stage and deploys when the gate opens', async () => {
    const { pipeline } = rehearse([GATE, DEPLOY], [OPEN]);
    const execution = await pipeline.start().ended;
    expect(execution.status).toBe('Succeeded');
    expect(
      execution.stages.flatMap(({ name, actions }) =>
        actions.map((action) => `${name}/${action.name} ${action.status} ${action.summary}`),
      ),
    ).toEqual([
      'Source/Release Succeeded Say thanks',
      'Production/Gate Succeeded the gate is open',
      'Production/Deploy Succeeded Deployed to production',
    ]);
  });

  it('never begins the deployment behind a gate that stays shut', async () => {
    const { pipeline, changes } = rehearse([GATE, DEPLOY], [SHUT]);
    const execution = await pipeline.start().ended;
    expect(execution.status).toBe('Failed');
    expect(execution.stages.at(-1)).toMatchObject({
      status: 'Failed',
      actions: [{ name: 'Gate', errorDetails: { code: 'JobFailed', message: 'Twilio says no' } }],
    });
    expect(changes.some(({ action }) => action?.name === 'Deploy')).toBe(false);
  });

  it('retries the failed actions in the same execution and goes on', async () => {
    const { pipeline, events } = rehearse([GATE, DEPLOY], [SHUT, OPEN]);
    const first = pipeline.start();
    await first.ended;
    const retried = await pipeline.retryStage(first.id, 'Production').ended;
    expect(retried).toMatchObject({ id: first.id, status: 'Succeeded' });
    expect(events).toHaveLength(2);
    expect(pipeline.execution(first.id)).toEqual(retried);
  });

  it('retries only what failed among actions that ran at once', async () => {
    const other: ActionDefinition = { ...GATE, name: 'OtherGate' };
    const { pipeline, events } = rehearse([GATE, other], [OPEN, SHUT, OPEN]);
    const first = pipeline.start();
    expect((await first.ended).status).toBe('Failed');
    expect((await pipeline.retryStage(first.id, 'Production').ended).status).toBe('Succeeded');
    expect(events).toHaveLength(3);
  });

  it('refuses to retry a stage that has not failed', async () => {
    const { pipeline } = rehearse([GATE], [OPEN]);
    const { id, ended } = pipeline.start();
    await ended;
    expect(() => pipeline.retryStage(id, 'Production')).toThrow('has not failed');
    expect(() => pipeline.retryStage('unknown', 'Production')).toThrow('has not failed');
  });

  it('reports to listeners every change in order, after the state shows it', async () => {
    const { pipeline, changes } = rehearse([GATE], [OPEN]);
    await pipeline.start().ended;
    expect(
      changes.map(({ stage = 'pipeline', action, status }) => [
        stage,
        ...(action === undefined ? [] : [action.name]),
        status,
      ]),
    ).toEqual([
      ['pipeline', 'InProgress'],
      ['Source', 'InProgress'],
      ['Source', 'Release', 'InProgress'],
      ['Source', 'Release', 'Succeeded'],
      ['Source', 'Succeeded'],
      ['Production', 'InProgress'],
      ['Production', 'Gate', 'InProgress'],
      ['Production', 'Gate', 'Succeeded'],
      ['Production', 'Succeeded'],
      ['pipeline', 'Succeeded'],
    ]);
  });

  it('keeps executions apart', async () => {
    const { pipeline } = rehearse([GATE], [OPEN, OPEN]);
    const [one, other] = await Promise.all([pipeline.start().ended, pipeline.start().ended]);
    expect(one.id).not.toBe(other.id);
    expect([one.status, other.status]).toEqual(['Succeeded', 'Succeeded']);
  });
});
