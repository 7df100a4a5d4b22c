import { describe, expect, it } from 'vitest';
import { parseWatchRequest } from '../../../../functions/handlers/watch/watch-request.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/twilio-AbCdEf';

/** As AWS documents it, with what surrounds every event. */
const LABEL_UPDATED = {
  version: '0',
  id: '11111111-2222-3333-4444-555555555555',
  'detail-type': 'Secret Label Updated',
  source: 'aws.secretsmanager',
  account: '123456789012',
  time: '2026-11-25T03:00:00Z',
  region: 'us-east-1',
  resources: [ARN],
  detail: { name: 'prod/twilio', labelUpdated: 'AWSCURRENT', versionId: 'v-2' },
};

describe('parseWatchRequest', () => {
  it.each([
    {
      name: 'the schedule, for all environments',
      event: { trigger: 'schedule' },
      request: { trigger: 'schedule', environments: [] },
    },
    {
      name: 'the schedule, for some',
      event: { trigger: 'schedule', environments: ['production'] },
      request: { trigger: 'schedule', environments: ['production'] },
    },
    {
      name: "an application's alarm",
      event: { trigger: 'alarm', environments: ['production'] },
      request: { trigger: 'alarm', environments: ['production'] },
    },
    {
      name: 'a label that moved, by the first of its resources',
      event: { ...LABEL_UPDATED, resources: [ARN, ARN.replace('prod', 'other')] },
      request: {
        trigger: 'secret-change',
        secret: { name: 'prod/twilio', arn: ARN },
        versionId: 'v-2',
        label: 'AWSCURRENT',
      },
    },
  ])('reads $name', ({ event, request }) => {
    expect(parseWatchRequest(event)).toEqual(request);
  });

  it.each([
    { name: 'nothing', event: undefined, says: 'the payload must be an object' },
    { name: 'no trigger', event: {}, says: '"trigger" must be "schedule" or "alarm"' },
    {
      name: 'a trigger of others',
      event: { trigger: 'pipeline' },
      says: '"trigger" must be "schedule" or "alarm"',
    },
    {
      name: 'no environment at all',
      event: { trigger: 'schedule', environments: [] },
      says: '"environments" must be a list of at least one environment name',
    },
    {
      name: 'a misspelt key',
      event: { trigger: 'schedule', enviroments: ['production'] },
      says: 'unknown key in the payload: enviroments',
    },
    {
      name: 'an event without its resource',
      event: { ...LABEL_UPDATED, resources: [] },
      says: 'the event "Secret Label Updated" of aws.secretsmanager',
    },
    {
      name: 'an event of another service',
      event: { ...LABEL_UPDATED, source: 'aws.ssm' },
      says: 'Allowed: {"trigger":"schedule"}',
    },
  ])('refuses $name', ({ event, says }) => {
    expect(() => parseWatchRequest(event)).toThrow(says);
  });
});
