import { describe, expect, it } from 'vitest';
import {
  findEnvironment,
  findUserParameters,
  mentionsPipeline,
} from '../../../../functions/handlers/gate/event-search.ts';

describe('what may hold a credential is not looked into', () => {
  it.each([
    'artifactCredentials',
    'inputArtifacts',
    'encryptionKey',
    'continuationToken',
    'secret',
    'password',
  ])('%s', (key) => {
    const event = {
      data: { [key]: [{ UserParameters: 'production', environment: 'production' }] },
    };
    expect(findUserParameters(event)).toBeUndefined();
    expect(findEnvironment(event)).toBeUndefined();
    expect(mentionsPipeline(event)).toBe(false);
  });

  it('and what stands beside it is found', () => {
    const event = { data: { secret: {}, configuration: { UserParameters: 'production' } } };
    expect(findUserParameters(event)).toBe('production');
    expect(mentionsPipeline(event)).toBe(true);
  });
});
