import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../local/pipeline/check-definition.ts';
import type {
  ActionDefinition,
  EntryCondition,
  PipelineDefinition,
  StageDefinition,
} from '../../../local/pipeline/pipeline-definition.ts';

const SOURCE: ActionDefinition = {
  kind: 'source',
  name: 'Release',
  revisionId: '4c1f2ab',
  revisionSummary: 'Say thanks',
};

const DEPLOY: ActionDefinition = { kind: 'deploy', name: 'Deploy', target: 'production' };

const GATE: ActionDefinition = { kind: 'lambda', name: 'Gate', functionName: 'gate' };

const RULE = { name: 'Gate', functionName: 'gate' } as const;

const CONDITION: EntryCondition = { result: 'FAIL', rules: [RULE] };

function stage(name: string, ...actions: readonly ActionDefinition[]): StageDefinition {
  return { name, actions };
}

/** A pipeline whose stages come after a good first one. */
function pipeline(...stages: readonly StageDefinition[]): PipelineDefinition {
  return { name: 'release', stages: [stage('Source', SOURCE), ...stages] };
}

function conditioned(...beforeEntry: readonly EntryCondition[]): PipelineDefinition {
  return { ...pipeline({ ...stage('A', DEPLOY), beforeEntry }), pipelineType: 'V2' };
}

describe('checkDefinition', () => {
  it.each<{ title: string; definition: PipelineDefinition; says: string }>([
    {
      title: 'a name with a space',
      definition: { ...pipeline(), name: 'my release' },
      says: 'pipeline name',
    },
    { title: 'a single stage', definition: pipeline(), says: '1 stages, at least 2' },
    { title: 'an empty stage', definition: pipeline(stage('A')), says: 'no action' },
    {
      title: 'a repeated stage',
      definition: pipeline(stage('A', DEPLOY), stage('A', DEPLOY)),
      says: 'stage A is declared twice',
    },
    {
      title: 'a repeated action',
      definition: pipeline(stage('A', DEPLOY, DEPLOY)),
      says: 'action of stage A Deploy is declared twice',
    },
    {
      title: 'a first stage that is no source',
      definition: { name: 'release', stages: [stage('A', DEPLOY), stage('B', DEPLOY)] },
      says: 'action Deploy: sources, and nothing else',
    },
    {
      title: 'a source in a later stage',
      definition: pipeline(stage('A', { ...SOURCE, name: 'Other' })),
      says: 'action Other: sources, and nothing else',
    },
    {
      title: 'run order 0',
      definition: pipeline(stage('A', { ...DEPLOY, runOrder: 0 })),
      says: 'allowed are 1 to 999',
    },
    {
      title: 'UserParameters of 1,001 characters',
      definition: pipeline(stage('A', { ...GATE, userParameters: 'x'.repeat(1001) })),
      says: 'UserParameters of 1001 characters',
    },
    {
      title: 'a queue on a V1 pipeline',
      definition: { ...pipeline(stage('A', DEPLOY)), executionMode: 'QUEUED' },
      says: 'execution mode QUEUED needs the type V2',
    },
    {
      title: 'an entry condition on a V1 pipeline',
      definition: { ...conditioned(CONDITION), pipelineType: 'V1' },
      says: 'stage A: conditions need the type V2',
    },
    {
      title: 'an entry condition of the first stage',
      definition: {
        ...pipeline(),
        pipelineType: 'V2',
        stages: [{ ...stage('Source', SOURCE), beforeEntry: [CONDITION] }, stage('A', DEPLOY)],
      },
      says: 'stage Source: the first stage has no entry condition',
    },
    {
      title: 'two entry conditions',
      definition: conditioned(CONDITION, CONDITION),
      says: '2 entry conditions, allowed is 1',
    },
    {
      title: 'no entry condition in a list',
      definition: conditioned(),
      says: '0 entry conditions',
    },
    {
      title: 'a condition without rules',
      definition: conditioned({ result: 'FAIL', rules: [] }),
      says: 'a condition of 0 rules',
    },
    {
      title: 'six rules',
      definition: conditioned({
        result: 'SKIP',
        rules: [1, 2, 3, 4, 5, 6].map((number) => ({ ...RULE, name: `Gate${number}` })),
      }),
      says: 'a condition of 6 rules, allowed are 1 to 5',
    },
    {
      title: 'a repeated rule',
      definition: conditioned({ result: 'FAIL', rules: [RULE, RULE] }),
      says: 'rule of stage A Gate is declared twice',
    },
    {
      title: 'UserParameters of a rule without a character',
      definition: conditioned({ result: 'FAIL', rules: [{ ...RULE, userParameters: '' }] }),
      says: 'rule Gate: UserParameters of 0 characters, allowed are 1 to 10000',
    },
  ])('refuses $title', ({ definition, says }) => {
    expect(() => checkDefinition(definition)).toThrow(says);
  });

  it.each<{ title: string; definition: PipelineDefinition }>([
    {
      title: 'UserParameters of 1,000 characters and none at all',
      definition: pipeline(
        stage('A', GATE, { ...GATE, name: 'Full', userParameters: 'x'.repeat(1000) }),
      ),
    },
    {
      title: 'a condition with a rule of 10,000 characters',
      definition: conditioned({
        result: 'SKIP',
        rules: [{ ...RULE, userParameters: 'x'.repeat(10_000) }],
      }),
    },
    {
      title: 'parallel executions of a V2 pipeline',
      definition: {
        ...pipeline(stage('A', DEPLOY)),
        pipelineType: 'V2',
        executionMode: 'PARALLEL',
      },
    },
  ])('accepts $title', ({ definition }) => {
    expect(() => checkDefinition(definition)).not.toThrow();
  });
});
