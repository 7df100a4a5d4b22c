import { describe, expect, it } from 'vitest';
import { ARTIFACT_CREDENTIALS } from '../../../local/pipeline/job-event.ts';
import { GATE, rehearse } from './release-pipeline.ts';

const OPEN = { status: 'succeeded', summary: 'open' } as const;

describe('a Lambda action', () => {
  it('invokes the function with the documented event', async () => {
    const { pipeline, events, jobs } = rehearse([GATE], [OPEN]);
    await pipeline.start().ended;
    expect(events).toEqual([
      {
        'CodePipeline.job': {
          id: jobs.list()[0]?.id,
          accountId: '111122223333',
          data: {
            actionConfiguration: {
              configuration: { FunctionName: 'gate', UserParameters: 'production' },
            },
            inputArtifacts: [],
            outputArtifacts: [],
            artifactCredentials: { ...ARTIFACT_CREDENTIALS, expirationTime: 4_102_444_800_000 },
          },
        },
      },
    ]);
  });

  it('shows no artifact credential in the state, the changes or the list of jobs', async () => {
    const { pipeline, jobs, changes } = rehearse([GATE], [OPEN]);
    const execution = await pipeline.start().ended;
    const shown = JSON.stringify([execution, changes, jobs.list()]);
    for (const value of Object.values(ARTIFACT_CREDENTIALS)) expect(shown).not.toContain(value);
  });

  it('fails an action whose job is never answered, in the words of CodePipeline', async () => {
    const { pipeline } = rehearse([GATE], [undefined], { jobTimeoutMs: 5 });
    const execution = await pipeline.start().ended;
    expect(execution.stages.at(-1)?.actions[0]?.errorDetails?.message).toMatch(
      /^The AWS Lambda function gate failed to return a result\./,
    );
  });

  it('fails at once when the function cannot be invoked', async () => {
    const { pipeline } = rehearse([{ ...GATE, functionName: 'missing' }], []);
    const execution = await pipeline.start().ended;
    expect(execution.stages.at(-1)?.actions[0]).toMatchObject({
      status: 'Failed',
      errorDetails: { message: 'The AWS Lambda function missing could not be invoked.' },
    });
  });

  it('calls again, with a new job and the token, after an answer that asks for it', async () => {
    const more = { status: 'succeeded', continuationToken: 'halfway' } as const;
    const { pipeline, events, jobs } = rehearse([GATE], [more, OPEN]);
    const execution = await pipeline.start().ended;
    expect(execution.status).toBe('Succeeded');
    expect(jobs.list()).toHaveLength(2);
    expect(JSON.stringify(events[0])).not.toContain('halfway');
    expect(events[1]).toMatchObject({
      'CodePipeline.job': { id: jobs.list()[1]?.id, data: { continuationToken: 'halfway' } },
    });
  });

  it('fails an action that asks to be called again for longer than an action may last', async () => {
    const more = { status: 'succeeded', continuationToken: 'halfway' } as const;
    const { pipeline, jobs } = rehearse([GATE], Array(1_000).fill(more), { actionTimeoutMs: 20 });
    const execution = await pipeline.start().ended;
    expect(execution.stages.at(-1)?.actions[0]).toMatchObject({
      status: 'Failed',
      errorDetails: { code: 'TimeoutError' },
    });
    expect(jobs.list().length).toBeLessThan(50);
  });

  it('keeps the output variables and hands them to later actions by namespace', async () => {
    const first = { ...GATE, namespace: 'first' } as const;
    const second = {
      ...GATE,
      name: 'Next',
      runOrder: 2,
      userParameters: '#{first.verdict} in #{codepipeline.PipelineExecutionId}',
    } as const;
    const outputVariables = { verdict: 'pass' };
    const { pipeline, events } = rehearse([first, second], [{ ...OPEN, outputVariables }, OPEN]);
    const { id, stages } = await pipeline.start().ended;
    expect(stages.at(-1)?.actions[0]?.outputVariables).toEqual(outputVariables);
    expect(JSON.stringify(events[1])).toContain(`"UserParameters":"pass in ${id}"`);
  });

  it('fails an action whose variable has no value, without invoking the function', async () => {
    const { pipeline, events } = rehearse([{ ...GATE, userParameters: '#{nobody.verdict}' }], []);
    const execution = await pipeline.start().ended;
    expect(execution.stages.at(-1)?.actions[0]?.errorDetails?.message).toBe(
      'The variable #{nobody.verdict} has no value.',
    );
    expect(events).toEqual([]);
  });
});
