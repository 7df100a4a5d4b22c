import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../local/pipeline/check-definition.ts';
import type { ActionDefinition } from '../../../local/pipeline/pipeline-definition.ts';

const DEPLOY: ActionDefinition = { kind: 'deploy', name: 'Deploy', target: 'production' };

const GATE: ActionDefinition = { kind: 'lambda', name: 'Gate', functionName: 'gate' };

function stage(name: string, ...actions: readonly ActionDefinition[]) {
  return { name, actions };
}

describe('checkDefinition', () => {
  it.each([
    { title: 'a name with a space', name: 'my release', stages: [], says: 'pipeline name' },
    { title: 'an empty stage', name: 'release', stages: [stage('A')], says: 'no action' },
    {
      title: 'a repeated stage',
      name: 'release',
      stages: [stage('A', DEPLOY), stage('A', DEPLOY)],
      says: 'stage A is declared twice',
    },
    {
      title: 'a repeated action',
      name: 'release',
      stages: [stage('A', DEPLOY, DEPLOY)],
      says: 'action of stage A Deploy is declared twice',
    },
    {
      title: 'run order 0',
      name: 'release',
      stages: [stage('A', { ...DEPLOY, runOrder: 0 })],
      says: 'allowed are 1 to 999',
    },
    {
      title: 'UserParameters of 1,001 characters',
      name: 'release',
      stages: [stage('A', { ...GATE, userParameters: 'x'.repeat(1001) })],
      says: 'UserParameters of 1001 characters',
    },
  ])('refuses $title', ({ name, stages, says }) => {
    expect(() => checkDefinition({ name, stages })).toThrow(says);
  });

  it('accepts UserParameters of 1,000 characters and none at all', () => {
    const full = { ...GATE, name: 'Full', userParameters: 'x'.repeat(1000) };
    expect(() =>
      checkDefinition({ name: 'release', stages: [stage('A', GATE, full)] }),
    ).not.toThrow();
  });
});
