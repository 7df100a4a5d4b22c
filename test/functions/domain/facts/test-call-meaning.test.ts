import { describe, expect, it } from 'vitest';
import {
  type TestCallMeaning,
  testCallMeaning,
} from '../../../../functions/domain/facts/test-call-meaning.ts';
import type { DeclaredTestCall } from '../../../../functions/domain/model/expectation.ts';
import type {
  TestCallEnd,
  TestCallEvidence,
} from '../../../../functions/domain/model/test-call.ts';
import { PRODUCTION } from '../evidence-builder.ts';

const VOICE: DeclaredTestCall = {
  kind: 'voice',
  from: '+15551230000',
  to: '+15551239999',
  acknowledgeCharges: true,
  maxPerDay: 10,
};
const MESSAGE: DeclaredTestCall = { ...VOICE, kind: 'message' };

function meaning(
  testCall: TestCallEvidence | undefined,
  declared: DeclaredTestCall = VOICE,
): TestCallMeaning | undefined {
  return testCallMeaning({ expectation: { ...PRODUCTION, testCall: declared }, testCall });
}

interface Row {
  readonly name: string;
  readonly declared: DeclaredTestCall;
  readonly end: TestCallEnd;
  readonly status: string;
}

const refused = (status: number, code: number, message = ''): TestCallEnd => ({
  kind: 'refused',
  status,
  code,
  message,
});

const ROWS: readonly Row[] = [
  {
    name: 'a message that was read was delivered',
    declared: MESSAGE,
    end: { kind: 'status', status: 'read' },
    status: 'pass',
  },
  {
    name: 'a message may end as sent where that is declared',
    declared: { ...MESSAGE, expect: ['sent'] },
    end: { kind: 'status', status: 'sent' },
    status: 'pass',
  },
  {
    name: 'a call that could not be hung up may be alive',
    declared: VOICE,
    end: { kind: 'overdue', status: 'ringing', isAlive: true },
    status: 'inconclusive',
  },
  { name: '429 is of the moment', declared: VOICE, end: refused(429, 1), status: 'inconclusive' },
  { name: '10004 too', declared: VOICE, end: refused(400, 10004), status: 'inconclusive' },
  {
    name: 'a missing permission is known by its sentence',
    declared: VOICE,
    end: refused(401, 8021, 'required permission a/b is missing'),
    status: 'inconclusive',
  },
];

describe('what a test call means', () => {
  it.each(ROWS)('$name', ({ declared, end, status }) => {
    expect(meaning({ outcome: 'ended', end, replies: [] }, declared)?.status).toBe(status);
  });

  const UNNAMED = 'Twilio has not named its price yet';

  it.each<[string, DeclaredTestCall, Omit<Extract<TestCallEnd, { kind: 'status' }>, 'kind'>]>([
    ['it cost 0.01 USD', VOICE, { status: 'completed', cost: '0.01 USD' }],
    [
      `${UNNAMED}; estimated: 0.01 USD, a minute by Twilio's Pricing API`,
      VOICE,
      { status: 'completed', perMinute: '0.01 USD' },
    ],
    [UNNAMED, VOICE, { status: 'completed' }],
    [UNNAMED, MESSAGE, { status: 'delivered' }],
    ['a call that is not answered costs nothing', VOICE, { status: 'busy' }],
  ])('says "%s"', (said, declared, parts) => {
    const end = { kind: 'status', ...parts } as const;
    const seen = { outcome: 'ended', end, replies: [] } as const;
    expect(meaning(seen, declared)?.message.endsWith(`; ${said}`)).toBe(true);
  });

  it('is nothing where none is declared, and skipped where the run places none', () => {
    expect(testCallMeaning({ expectation: PRODUCTION })).toBeUndefined();
    expect(meaning(undefined)).toMatchObject({ status: 'skipped' });
    expect(meaning({ outcome: 'under-way', replies: [] })).toMatchObject({
      status: 'inconclusive',
      summary: 'the test call has not ended yet',
    });
  });
});
