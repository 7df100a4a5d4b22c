import { describe, expect, it } from 'vitest';
import {
  type EcsDeploymentRun,
  runEcsDeployment,
} from '../../../local/deployments/run-ecs-deployment.ts';
import type { Invocation } from '../../../local/lambda/local-function.ts';
import { createManualClock } from '../clock/manual-clock.ts';

function returned(payload: unknown): Invocation {
  return { outcome: 'returned', payload, requestId: 'r', durationMs: 1 };
}

const THREW: Invocation = {
  outcome: 'error',
  errorType: 'Error',
  errorMessage: 'no',
  requestId: 'r',
  durationMs: 1,
};

/** A hook that answers in turn; its last answer again and again. */
function runWith(answers: readonly Invocation[], run: Partial<EcsDeploymentRun> = {}) {
  const clock = createManualClock();
  const events: unknown[] = [];
  const invoke = async (_name: string, event: unknown): Promise<Invocation> => {
    const answer = answers[Math.min(events.length, answers.length - 1)];
    events.push(event);
    if (answer === undefined) throw new Error('Function not found: hook');
    return answer;
  };
  const result = runEcsDeployment({ functionName: 'hook', invoke, clock, ...run });
  return { clock, events, result };
}

const SUCCEEDED = returned({ hookStatus: 'SUCCEEDED' });
const IN_PROGRESS = returned({ hookStatus: 'IN_PROGRESS' });

describe('an ECS deployment', () => {
  it.each([
    { title: 'an answer FAILED', answer: returned({ hookStatus: 'FAILED' }), hookStatus: 'FAILED' },
    { title: 'an error of the function', answer: THREW, hookStatus: 'invalid' },
    { title: 'no answer', answer: returned(null), hookStatus: 'invalid' },
    { title: 'another word', answer: returned({ hookStatus: 'SUCCESS' }), hookStatus: 'invalid' },
    {
      title: 'JSON as text',
      answer: returned('{"hookStatus":"SUCCEEDED"}'),
      hookStatus: 'invalid',
    },
    {
      title: 'a delay that is no number',
      answer: returned({ hookStatus: 'IN_PROGRESS', callBackDelay: 'soon' }),
      hookStatus: 'invalid',
    },
  ])('is rolled back by $title', async ({ answer, hookStatus }) => {
    expect(await runWith([answer]).result).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      isTrafficShifted: false,
      hooks: [{ lifecycleStage: 'PRE_SCALE_UP', answers: [{ hookStatus }] }],
    });
  });

  it('goes through when its hooks succeed, in the order of its stages', async () => {
    const lifecycleStages = [
      'PRODUCTION_TRAFFIC_SHIFT',
      'PRE_PRODUCTION_TRAFFIC_SHIFT',
      'POST_SCALE_UP',
      'RECONCILE_SERVICE',
    ] as const;
    expect(await runWith([SUCCEEDED], { lifecycleStages }).result).toMatchObject({
      status: 'SUCCESSFUL',
      isTrafficShifted: true,
      hooks: [...lifecycleStages].reverse().map((lifecycleStage) => ({ lifecycleStage })),
    });
  });

  it('had no traffic when the hook before the shift fails', async () => {
    const lifecycleStages = ['PRE_PRODUCTION_TRAFFIC_SHIFT'] as const;
    expect(await runWith([THREW], { lifecycleStages }).result).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      isTrafficShifted: false,
    });
  });

  it('had traffic when the hook after the shift fails', async () => {
    const lifecycleStages = ['POST_PRODUCTION_TRAFFIC_SHIFT'] as const;
    expect(await runWith([THREW], { lifecycleStages }).result).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      isTrafficShifted: true,
    });
  });

  it('asks again after 30 seconds, or after the delay that the hook wants', async () => {
    const later = returned({ hookStatus: 'IN_PROGRESS', callBackDelay: 60 });
    const { clock, events, result } = runWith([IN_PROGRESS, later, SUCCEEDED]);
    await clock.untilWaiting();
    await clock.advance(29_999);
    expect(events).toHaveLength(1);
    await clock.advance(1);
    await clock.untilWaiting();
    await clock.advance(59_999);
    expect(events).toHaveLength(2);
    await clock.advance(1);
    expect(await result).toMatchObject({
      status: 'SUCCESSFUL',
      hooks: [{ answers: [{}, {}, {}] }],
    });
  });

  it('hands on what the hook wants to remember', async () => {
    const remember = returned({ hookStatus: 'IN_PROGRESS', hookDetails: { seen: 1 } });
    const run = { hookDetails: { environment: 'production' } };
    const { clock, events, result } = runWith([remember, SUCCEEDED], run);
    await clock.untilWaiting();
    await clock.advance(30_000);
    await result;
    expect(events).toMatchObject([
      { hookDetails: { environment: 'production' } },
      { hookDetails: { seen: 1 } },
    ]);
  });

  it('is rolled back when a hook stays in progress for too long', async () => {
    const { clock, result } = runWith([IN_PROGRESS], { hookTimeoutMs: 60_000 });
    await clock.untilWaiting();
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      hooks: [{ answers: [{}, {}, { reason: expect.stringContaining('too long') }] }],
    });
  });

  it('rejects when there is no such function', async () => {
    await expect(runWith([]).result).rejects.toThrow('Function not found');
  });

  it('says to the hook where it is, and who has the traffic', async () => {
    const lifecycleStages = ['PRE_SCALE_UP', 'POST_PRODUCTION_TRAFFIC_SHIFT'] as const;
    const { events, result } = runWith([SUCCEEDED], { lifecycleStages });
    await result;
    expect(events).toEqual([
      {
        executionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        lifecycleStage: 'PRE_SCALE_UP',
        resourceArn: expect.stringContaining(':service-deployment/'),
        executionDetails: {
          serviceArn: expect.stringContaining(':service/'),
          targetServiceRevisionArn: expect.stringMatching(/\/2$/),
          testTrafficWeights: expect.any(Object),
          productionTrafficWeights: expect.any(Object),
        },
      },
      expect.objectContaining({ lifecycleStage: 'POST_PRODUCTION_TRAFFIC_SHIFT' }),
    ]);
    const shares = events.map((event) => {
      const details: unknown = Reflect.get(Object(event), 'executionDetails');
      return Object.values(Object(Reflect.get(Object(details), 'productionTrafficWeights')));
    });
    expect(shares).toEqual([
      [100, 0],
      [0, 100],
    ]);
  });

  it('can say it as the developer guide shows the payload', async () => {
    const { events, result } = runWith([SUCCEEDED], { eventShape: 'flat' });
    await result;
    expect(Object.keys(Object(events[0]))).toEqual([
      'serviceArn',
      'targetServiceRevisionArn',
      'testTrafficWeights',
      'productionTrafficWeights',
    ]);
  });
});
