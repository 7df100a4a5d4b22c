import type { Stack } from 'aws-cdk-lib';
import * as pipelines from 'aws-cdk-lib/pipelines';
import { describe, expect, it } from 'vitest';
import { PipelineGate } from '../../../infra/constructs/pipeline-gate.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';
import { runOrdersOf, stagesOf, warningsOf } from './gate-in-template.ts';
import { AppStage, cdkPipeline } from './small-pipelines.ts';

const configFile = writeConfiguration(CONFIGURATION);
const { sequence } = pipelines.Step;

interface World {
  readonly stack: Stack;
  readonly pipeline: pipelines.CodePipeline;
  readonly gate: PipelineGate;
}

function world(): World {
  const stack = testStack('us-east-1');
  const gate = new PipelineGate(stack, 'Gate', { configFile });
  return { stack, pipeline: cdkPipeline(stack), gate };
}

function approval(): pipelines.ManualApprovalStep {
  return new pipelines.ManualApprovalStep('Approve');
}

describe('one step of the gate in two places', () => {
  const refused = (first: string, second: string): string =>
    `One step object of the gate TwilioGate-production is in ${first} and ${second}. CDK Pipelines runs it once, so that only the first has a gate. Make a step for each: gate.step('production').`;

  it('is refused in two stages, both named', () => {
    const { stack, pipeline, gate } = world();
    const pre = [gate.step('production')];
    pipeline.addStage(new AppStage(stack, 'Europe'), { pre });
    pipeline.addStage(new AppStage(stack, 'America'), { pre });
    expect(() => stagesOf(stack)).toThrow(
      refused('"pre" of stage Europe', '"pre" of stage America'),
    );
  });

  it('is refused in two stages of a wave', () => {
    const { stack, pipeline, gate } = world();
    const pre = [gate.step('production')];
    const wave = pipeline.addWave('Everywhere');
    wave.addStage(new AppStage(stack, 'Europe'), { pre });
    wave.addStage(new AppStage(stack, 'America'), { pre });
    expect(() => stagesOf(stack)).toThrow(
      refused('"pre" of stage Europe', '"pre" of stage America'),
    );
  });

  it('is refused in two waves', () => {
    const { stack, pipeline, gate } = world();
    const pre = [gate.step('production')];
    for (const name of ['One', 'Two']) {
      const wave = pipeline.addWave(name, { pre });
      for (const part of ['A', 'B']) wave.addStage(new AppStage(stack, `${name}${part}`));
    }
    expect(() => stagesOf(stack)).toThrow(refused('"pre" of wave One', '"pre" of wave Two'));
  });

  it('is refused at two stacks', () => {
    const { stack, pipeline, gate } = world();
    const stage = new AppStage(stack, 'Production', ['Api', 'Web']);
    const changeSet = [gate.step('production')];
    const stackSteps = stage.stacks.map((each) => ({ stack: each, changeSet }));
    pipeline.addStage(stage, { stackSteps });
    expect(() => stagesOf(stack)).toThrow(
      refused(
        '"changeSet" of stack Production-Api of stage Production',
        '"changeSet" of stack Production-Web of stage Production',
      ),
    );
  });

  it('is a step each, where the app makes them', () => {
    const { stack, pipeline, gate } = world();
    for (const id of ['Europe', 'America']) {
      pipeline.addStage(new AppStage(stack, id), { pre: [gate.step('production')] });
    }
    expect(runOrdersOf(stagesOf(stack)['America'])).toEqual({ gates: [1], deploys: [2, 3] });
  });
});

describe('a gate beside what it does not guard', () => {
  it('is accepted in a wave with a stage of another environment', () => {
    const { stack, pipeline, gate } = world();
    const wave = pipeline.addWave('Everywhere');
    wave.addStage(new AppStage(stack, 'Staging'));
    wave.addStage(new AppStage(stack, 'Production'), { pre: [gate.step('production')] });
    expect(runOrdersOf(stagesOf(stack)['Everywhere']).gates).toEqual([1]);
    expect(warningsOf(stack)).toEqual([]);
  });

  it('is accepted between the change set of a stack and its execution', () => {
    const { stack, pipeline, gate } = world();
    const stage = new AppStage(stack, 'Production');
    const stackSteps = stage.stacks.map((each) => ({
      stack: each,
      changeSet: [gate.step('production')],
    }));
    pipeline.addStage(stage, { stackSteps });
    expect(runOrdersOf(stagesOf(stack)['Production'])).toEqual({ gates: [2], deploys: [1, 3] });
    expect(warningsOf(stack)).toEqual([]);
  });

  it('warns of the stacks that do not wait for the one it guards', () => {
    const { stack, pipeline, gate } = world();
    const stage = new AppStage(stack, 'Production', ['Api', 'Web', 'Docs']);
    const [api, web] = stage.stacks;
    if (api === undefined || web === undefined) throw new Error('no stacks');
    web.addStackDependency(api);
    pipeline.addStage(stage, { stackSteps: [{ stack: api, pre: [gate.step('production')] }] });
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining(
        'guards stack Production-Api of stage Production, and not Production-Docs, which deploys without it. Put it into "pre" of the stage',
      ),
    ]);
  });

  it('says nothing of a step that it is merely waited for by', () => {
    const { stack, pipeline, gate } = world();
    const notify = new pipelines.ShellStep('Notify', { commands: ['true'] });
    notify.addStepDependency(gate.step('production'));
    pipeline.addStage(new AppStage(stack, 'Production'), { pre: [notify] });
    expect(runOrdersOf(stagesOf(stack)['Production']).gates).toEqual([1]);
    expect(warningsOf(stack)).toEqual([]);
  });
});

interface ApprovalRow {
  readonly name: string;
  /** The property that holds the approval; absent: no warning. */
  readonly warns?: string;
  readonly add: (world: World) => void;
}

const APPROVALS: readonly ApprovalRow[] = [
  {
    name: 'beside the gate',
    warns: 'pre',
    add: ({ stack, pipeline, gate }) =>
      pipeline.addStage(new AppStage(stack, 'Production'), {
        pre: [approval(), gate.step('production')],
      }),
  },
  {
    name: 'after the gate',
    warns: 'pre',
    add: ({ stack, pipeline, gate }) =>
      pipeline.addStage(new AppStage(stack, 'Production'), {
        pre: sequence([gate.step('production'), approval()]),
      }),
  },
  {
    name: 'before the gate',
    add: ({ stack, pipeline, gate }) =>
      pipeline.addStage(new AppStage(stack, 'Production'), {
        pre: sequence([approval(), gate.step('production')]),
      }),
  },
  {
    name: 'of the stage, after a gate of the wave',
    warns: 'pre',
    add: ({ stack, pipeline, gate }) => {
      const wave = pipeline.addWave('Everywhere', { pre: [gate.step('production')] });
      wave.addStage(new AppStage(stack, 'Europe'), { pre: [approval()] });
      wave.addStage(new AppStage(stack, 'America'));
    },
  },
  {
    name: 'of the wave, before a gate of the stage',
    add: ({ stack, pipeline, gate }) => {
      const wave = pipeline.addWave('Everywhere', { pre: [approval()] });
      wave.addStage(new AppStage(stack, 'Europe'), { pre: [gate.step('production')] });
      wave.addStage(new AppStage(stack, 'America'));
    },
  },
  {
    name: 'of another stage of the wave',
    add: ({ stack, pipeline, gate }) => {
      const wave = pipeline.addWave('Everywhere');
      wave.addStage(new AppStage(stack, 'Staging'), { pre: [approval()] });
      wave.addStage(new AppStage(stack, 'Production'), { pre: [gate.step('production')] });
    },
  },
  {
    name: 'of a change set, after a gate of the stage',
    warns: 'changeSet',
    add: ({ stack, pipeline, gate }) => {
      const stage = new AppStage(stack, 'Production');
      pipeline.addStage(stage, {
        pre: [gate.step('production')],
        stackSteps: stage.stacks.map((each) => ({ stack: each, changeSet: [approval()] })),
      });
    },
  },
  {
    name: 'of a change set, with the gate after it',
    add: ({ stack, pipeline, gate }) => {
      const stage = new AppStage(stack, 'Production');
      const changeSet = sequence([approval(), gate.step('production')]);
      pipeline.addStage(stage, {
        stackSteps: stage.stacks.map((each) => ({ stack: each, changeSet })),
      });
    },
  },
  {
    name: 'after the deploy',
    add: ({ stack, pipeline, gate }) =>
      pipeline.addStage(new AppStage(stack, 'Production'), {
        pre: [gate.step('production')],
        post: [approval()],
      }),
  },
];

describe('an approval in the path of a gate', () => {
  it.each(APPROVALS)('$name: warns by the list $warns', ({ warns, add }) => {
    const made = world();
    add(made);
    const warnings = warningsOf(made.stack);
    if (warns === undefined) expect(warnings).toEqual([]);
    else {
      expect(warnings).toEqual([
        expect.stringContaining(
          `the verdict may be days old when a person approves. Write ${warns}: Step.sequence([approve, gate]), so that the gate runs after the approval.`,
        ),
      ]);
    }
  });
});
