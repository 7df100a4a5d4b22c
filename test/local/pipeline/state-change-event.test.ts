import { describe, expect, it } from 'vitest';
import type { PipelineEvent } from '../../../local/pipeline/state-change-event.ts';
import { type HeldGates, holdGates, OPEN, SHUT } from './held-gates.ts';

function levels({ events }: HeldGates): readonly string[] {
  return events.map(({ 'detail-type': type, detail }) => {
    const level = type.replace(/^CodePipeline (\w+) Execution State Change$/, '$1');
    return [level, detail['stage'], detail['action'], detail['state']]
      .filter((part) => part !== undefined)
      .join(' ');
  });
}

function failedAction({ events }: HeldGates): PipelineEvent | undefined {
  return events.find(({ detail }) => detail['action'] === 'Gate' && detail['state'] === 'FAILED');
}

async function blocked(): Promise<{ readonly gates: HeldGates; readonly id: string }> {
  const gates = holdGates();
  const { id, ended } = gates.pipeline.start();
  await gates.untilGated(id);
  gates.answer(id, { ...SHUT, externalExecutionId: 'run-1' } as typeof SHUT);
  await ended;
  return { gates, id };
}

describe('the events of a pipeline', () => {
  it('report every change of pipeline, stage and action', async () => {
    const { gates } = await blocked();
    expect(levels(gates)).toEqual([
      'Pipeline STARTED',
      'Stage Source STARTED',
      'Action Source Release STARTED',
      'Action Source Release SUCCEEDED',
      'Stage Source SUCCEEDED',
      'Stage Production STARTED',
      'Action Production Gate STARTED',
      'Action Production Gate FAILED',
      'Stage Production FAILED',
      'Pipeline FAILED',
    ]);
  });

  it('have the documented form', async () => {
    const { gates, id } = await blocked();
    expect(failedAction(gates)).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'CodePipeline Action Execution State Change',
      source: 'aws.codepipeline',
      account: '111122223333',
      time: '2026-11-22T03:00:00Z',
      region: 'us-east-1',
      resources: ['arn:aws:codepipeline:us-east-1:111122223333:release'],
      detail: {
        pipeline: 'release',
        'execution-id': id,
        'start-time': '2026-11-22T03:00:00.000Z',
        stage: 'Production',
        action: 'Gate',
        state: 'FAILED',
        region: 'us-east-1',
        type: { owner: 'AWS', category: 'Invoke', provider: 'Lambda', version: '1' },
        'execution-result': {
          'external-execution-summary': 'Twilio says no',
          'external-execution-id': 'run-1',
          'error-code': 'JobFailed',
        },
        'input-artifacts': [],
        'output-artifacts': [],
        version: 1,
        'pipeline-execution-attempt': 1,
      },
    });
  });

  it('say that a retried stage is resumed, and which attempt it is', async () => {
    const { gates, id } = await blocked();
    const before = gates.events.length;
    const { ended } = gates.pipeline.retryStage(id, 'Production');
    await gates.untilGated(id);
    gates.answer(id, OPEN);
    await ended;
    expect(levels(gates).slice(before, before + 3)).toEqual([
      'Pipeline RESUMED',
      'Stage Production RESUMED',
      'Action Production Gate STARTED',
    ]);
    expect(gates.events.at(-1)?.detail).toMatchObject({ 'pipeline-execution-attempt': 2 });
  });

  it('say what became of an execution that was superseded or stopped', async () => {
    const gates = holdGates();
    const [one] = [1, 2, 3].map(() => gates.pipeline.start().id);
    await gates.untilGated(one ?? '');
    await gates.pipeline.stopExecution(one ?? '', { isAbandoned: true }).ended;
    const ends = levels(gates).filter((change) => /SUPERSEDED|STOP|ABANDONED/.test(change));
    expect(ends).toEqual([
      'Pipeline SUPERSEDED',
      'Pipeline STOPPING',
      'Stage Production STOPPING',
      'Action Production Gate ABANDONED',
      'Stage Production STOPPED',
      'Pipeline STOPPED',
    ]);
  });
});
