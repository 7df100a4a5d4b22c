import { describe, expect, it } from 'vitest';
import { checkAnswer, checkGate } from '../../../../local/guided-run/release/check-answer.ts';
import type {
  ObservedGate,
  ObservedRun,
} from '../../../../local/guided-run/release/observation.ts';
import { twilioDown } from '../../../../local/guided-run/scenarios/outages.ts';

const AT = '2026-11-22T03:00:00.000Z';

const NO_GATE: ObservedRun = {
  execution: { id: 'one', pipeline: 'storefront', status: 'Failed', stages: [] },
  gates: [],
  emails: [],
  texts: [],
  awsCalls: [],
};

const GATE: ObservedGate = {
  stage: 'Production',
  jobId: 'job',
  judgement: undefined,
  twilioRequests: [],
  action: {
    name: 'TwilioGate',
    status: 'Failed',
    startedAt: AT,
    errorDetails: { code: 'SystemUnavailable', message: 'production: Twilio rejects the key' },
  },
};

function deviations(items: ReturnType<typeof checkAnswer>): readonly string[] {
  return items.filter(({ isAsExpected }) => !isAsExpected).map(({ what }) => what);
}

describe('checkAnswer', () => {
  it('misses the gate, the email and the SMS when nothing ran', () => {
    expect(deviations(checkAnswer(NO_GATE, twilioDown.expected))).toEqual([
      'the gate ran',
      'emails delivered',
      'SMS delivered',
    ]);
  });

  it('misses what a gate without a log and without requests should have shown', () => {
    expect(deviations(checkGate(GATE, twilioDown.expected))).toEqual([
      'Production: verdict',
      'Production: cause',
      'Production: the answer says',
      'Production: headline that says rejected',
      'Production: requests to Twilio',
      "Production: Twilio's answers",
    ]);
  });

  it.each([
    {
      title: 'the pipeline first',
      operations: ['PutJobFailureResult', 'Publish'],
      deviates: false,
    },
    { title: 'the people first', operations: ['Publish', 'PutJobFailureResult'], deviates: true },
    { title: 'the people only', operations: ['Publish'], deviates: true },
    { title: 'the pipeline only', operations: ['PutJobFailureResult'], deviates: false },
  ])('says who was notified first: $title', ({ operations, deviates }) => {
    const awsCalls = operations.map(
      (operation) =>
        ({
          at: AT,
          service: operation === 'Publish' ? 'sns' : 'codepipeline',
          operation,
          region: 'us-east-1',
          resources: [],
          principal: null,
          status: 200,
          requestId: 'one',
        }) as const,
    );
    const found = deviations(checkAnswer({ ...NO_GATE, awsCalls }, twilioDown.expected));
    expect(found.includes('who was notified first')).toBe(deviates);
  });
});
