import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../../functions/domain/facts/facts.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import { testCallMeaning } from '../../../../functions/domain/facts/test-call-meaning.ts';
import type { DeclaredTestCall } from '../../../../functions/domain/model/expectation.ts';
import type { TwilioQuestion, TwilioReply } from '../../../../functions/domain/model/ports.ts';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';
import type {
  TestCallEnd,
  TestCallEvidence,
  TestCallRecord,
  TestCallRecords,
} from '../../../../functions/domain/model/test-call.ts';
import { runTestCall } from '../../../../functions/domain/test-call/run-test-call.ts';
import { investigateEnvironments } from '../../../../functions/domain/verification/verify-environments.ts';
import { noAnswer, refusal, resource } from '../twilio-replies.ts';
import { fakePorts } from '../verification/fake-ports.ts';
import { answering, PRODUCING, SECRETS } from '../verification/small-world.ts';

const VOICE: DeclaredTestCall = {
  kind: 'voice',
  from: '+15551230000',
  to: '+15551239999',
  acknowledgeCharges: true,
  maxPerDay: 10,
};
const SID = `CA${'0'.repeat(32)}`;

/** A table in memory, whose calls fail where they are told to. */
class Table implements TestCallRecords {
  record: TestCallRecord | undefined;
  fails: readonly string[] = [];
  conflicts: readonly string[] = [];
  puts = 0;

  async read(): Promise<TestCallRecord | undefined> {
    this.failing('read');
    return this.record;
  }

  async put(record: TestCallRecord): Promise<'stored' | 'conflict'> {
    this.puts += 1;
    this.failing(`put ${this.puts}`);
    if (this.conflicts.includes(`put ${this.puts}`)) return 'conflict';
    this.record = record;
    return 'stored';
  }

  async count(): Promise<boolean> {
    this.failing('count');
    return true;
  }

  private failing(call: string): void {
    if (this.fails.includes(call)) {
      throw new PreflightError('no answer', { code: 'history.unavailable', fault: 'service' });
    }
    if (this.fails.includes(`${call} by a defect`)) throw new TypeError('a defect');
  }
}

interface Played {
  readonly seen: TestCallEvidence;
  readonly asked: readonly string[];
  readonly facts: Facts;
}

interface Setting {
  readonly table?: TestCallRecords | undefined;
  readonly declared?: DeclaredTestCall;
  readonly answers?: (question: TwilioQuestion) => TwilioReply | undefined;
  readonly isOver?: boolean;
  readonly attempt?: string;
}

async function play(setting: Setting): Promise<Played> {
  const { declared = VOICE, answers = () => undefined, isOver = false, attempt = 'j-1' } = setting;
  const ports = fakePorts(SECRETS, (question) => answers(question) ?? answering(question));
  const expectation = { ...PRODUCING, testCall: declared };
  const { signal } = new AbortController();
  const request = { expectations: { environments: [expectation] }, environments: [expectation] };
  const { evidence } = await investigateEnvironments(
    { ...request, trigger: 'pipeline', signal },
    ports,
  );
  const [one] = evidence;
  if (one === undefined) throw new Error('nothing was gathered');
  const facts = factsOf(one);
  const order = { records: setting.table, execution: 'e-1', attempt, followForMs: 0 };
  const run = isOver ? AbortSignal.abort() : signal;
  const before = ports.twilio.asked.length;
  const seen = await runTestCall(order, facts, ports, run);
  const asked = ports.twilio.asked
    .slice(before)
    .map(
      ({ form, path }) =>
        `${form === undefined ? 'GET' : 'POST'} ${path.replace(/^.*AC\w+\//, '')}`,
    );
  return { seen, asked, facts };
}

const placing = (question: TwilioQuestion): TwilioReply | undefined => {
  if (!question.path.includes('/Calls')) return undefined;
  return question.form === undefined
    ? resource({ sid: SID, status: 'completed', price: '-0.0140', price_unit: 'USD' })
    : resource({ sid: SID, status: 'queued' });
};

const recordOf = (changes: Partial<TestCallRecord>): Table => {
  const table = new Table();
  table.record = {
    environment: 'production',
    execution: 'e-1',
    kind: 'voice',
    from: VOICE.from,
    to: VOICE.to,
    revision: 1,
    attempts: ['j-1'],
    nonce: 'nonce0',
    intendedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
  return table;
};

describe('a test call', () => {
  it('is placed and asked after by its SID', async () => {
    const table = new Table();
    const { seen, asked } = await play({ table, answers: placing });
    expect(asked).toEqual(['POST Calls.json', `GET Calls/${SID}.json`]);
    expect(seen).toMatchObject({
      outcome: 'ended',
      sid: SID,
      end: { kind: 'status', status: 'completed', cost: '0.014 USD' },
    });
    expect(table.record).toMatchObject({ revision: 3, sid: SID });
  });

  it.each([
    ['no table', {}, 'no-table'],
    ['a table that gives no answer', { fails: ['read'] }, 'table-unavailable'],
    ['an intent that may not have been written', { fails: ['put 1'] }, 'table-unavailable'],
    ['a counter that gives no answer', { fails: ['count'] }, 'table-unavailable'],
    ['an intent of another that cannot be read', { conflicts: ['put 1'] }, 'table-unavailable'],
  ])('is not placed with %s', async (_, faults, why) => {
    const table = why === 'no-table' ? undefined : Object.assign(new Table(), faults);
    const { seen, asked } = await play({ table, answers: placing });
    expect(seen).toMatchObject({ outcome: 'not-placed', why });
    expect(asked).toEqual([]);
  });

  it('is not placed when the time is up', async () => {
    const { seen, asked } = await play({ table: new Table(), answers: placing, isOver: true });
    expect(seen).toMatchObject({ outcome: 'not-placed', why: 'out-of-time' });
    expect(asked).toEqual([]);
  });

  it('is a defect where the table has one', async () => {
    const table = Object.assign(new Table(), { fails: ['put 2 by a defect'] });
    await expect(play({ table, answers: placing })).rejects.toThrow('a defect');
    const reading = Object.assign(new Table(), { fails: ['read by a defect'] });
    await expect(play({ table: reading })).rejects.toThrow('a defect');
  });

  it('is judged although what Twilio did could not be written', async () => {
    const table = Object.assign(new Table(), { fails: ['put 2', 'put 3'] });
    const { seen } = await play({ table, answers: placing });
    expect(seen).toMatchObject({ outcome: 'ended', end: { status: 'completed' } });
  });

  it('goes by what another delivery wrote first', async () => {
    const table = Object.assign(new Table(), { conflicts: ['put 2'] });
    const { seen } = await play({ table, answers: placing });
    expect(seen).toMatchObject({ outcome: 'under-way' });
  });

  it.each<[string, TestCallEnd, number]>([
    ['busy', { kind: 'status', status: 'busy' }, 1],
    ['refused', { kind: 'refused', status: 400, code: 21215, message: 'no' }, 1],
    ['over the limit of the day', { kind: 'not-counted' }, 1],
    ['completed', { kind: 'status', status: 'completed' }, 0],
    ['sent, unconfirmed', { kind: 'status', status: 'sent' }, 0],
    ['overdue', { kind: 'overdue', status: 'ringing' }, 0],
    ['unknown', { kind: 'unknown' }, 0],
  ])('is placed again by another job after %s only where that is known', async (_, end, posts) => {
    const again = await play({ table: recordOf({ end }), answers: placing, attempt: 'j-2' });
    expect(again.asked.filter((one) => one.startsWith('POST'))).toHaveLength(posts);
    const same = await play({ table: recordOf({ end }), answers: placing });
    expect(same.asked).toEqual([]);
  });

  it.each<[string, TwilioReply, string | undefined]>([
    ['Twilio shows no state', noAnswer('timeout'), 'in an unknown state'],
    ['it is ringing', resource({ sid: SID, status: 'ringing', queue_time: '0' }), 'ringing'],
    [
      'it waits in the queue',
      resource({ sid: SID, status: 'queued', queue_time: '9e12' }),
      undefined,
    ],
  ])('is hung up at its deadline: %s', async (_, state, status) => {
    const answers = ({ path, form }: TwilioQuestion): TwilioReply | undefined => {
      if (!path.includes('/Calls')) return undefined;
      return form === undefined ? state : resource({ sid: SID });
    };
    const { seen } = await play({ table: recordOf({ sid: SID }), answers });
    if (status === undefined) expect(seen).toMatchObject({ outcome: 'under-way' });
    else expect(seen).toMatchObject({ outcome: 'ended', end: { kind: 'overdue', status } });
  });

  it.each([
    ['completed', { kind: 'status', status: 'completed' }],
    ['ringing', { kind: 'overdue', status: 'ringing' }],
  ])('that has ended before it could be hung up is asked for again: %s', async (status, end) => {
    let isRefused = false;
    const answers = ({ path, form }: TwilioQuestion): TwilioReply | undefined => {
      if (!path.includes('/Calls')) return undefined;
      if (form === undefined) {
        return resource({ sid: SID, status: isRefused ? status : 'ringing', price: null });
      }
      isRefused = true;
      return refusal(400, 21220, 'Call is not in-progress');
    };
    const { seen } = await play({ table: recordOf({ sid: SID }), answers });
    expect(seen).toMatchObject({ outcome: 'ended', end });
  });

  it('is looked for, and is unknown where no list can be read', async () => {
    const answers = ({ path }: TwilioQuestion): TwilioReply | undefined =>
      path.includes('/Calls') ? noAnswer('timeout') : undefined;
    const { seen, asked } = await play({ table: recordOf({}), answers });
    expect(seen).toMatchObject({ outcome: 'ended', end: { kind: 'unknown' } });
    expect(asked).toEqual(['GET Calls.json', 'GET Calls.json']);
  });

  it("is not another's call between the same numbers", async () => {
    const answers = ({ path }: TwilioQuestion): TwilioReply | undefined => {
      if (path.endsWith('/Calls.json')) {
        const date = 'Sat, 28 Nov 2026 10:00:00 +0000';
        const rows = [
          { sid: SID, direction: 'outbound-api', date_created: date },
          { sid: `CA${'1'.repeat(32)}`, direction: 'inbound', date_created: date },
          { sid: 'no SID' },
          null,
        ];
        return resource({ calls: rows });
      }
      return path.includes('/Calls') ? resource({ events: [] }) : undefined;
    };
    const { seen, asked } = await play({ table: recordOf({}), answers });
    expect(seen).toMatchObject({ outcome: 'ended', end: { kind: 'unknown' } });
    expect(asked.filter((one) => one.includes('Events'))).toEqual([`GET Calls/${SID}/Events.json`]);
  });
});

describe('what a test call means', () => {
  const meaning = (testCall: TestCallEvidence | undefined, declared = VOICE) =>
    testCallMeaning({ expectation: { ...PRODUCING, testCall: declared }, testCall });

  it.each<[string, DeclaredTestCall, TestCallEnd, string]>([
    [
      'a message that was read',
      { ...VOICE, kind: 'message' },
      { kind: 'status', status: 'read' },
      'pass',
    ],
    [
      'a message that may end as sent',
      { ...VOICE, kind: 'message', expect: ['sent'] },
      { kind: 'status', status: 'sent' },
      'pass',
    ],
    ['429', VOICE, { kind: 'refused', status: 429, code: 1, message: '' }, 'inconclusive'],
    ['10004', VOICE, { kind: 'refused', status: 400, code: 10004, message: '' }, 'inconclusive'],
    [
      'a missing permission under another code',
      VOICE,
      { kind: 'refused', status: 401, code: 8021, message: 'required permission a/b is missing' },
      'inconclusive',
    ],
  ])('%s', (_, declared, end, status) => {
    expect(meaning({ outcome: 'ended', end, replies: [] }, declared)?.status).toBe(status);
  });

  it('says nothing where none is declared, and why where the run places none', () => {
    expect(testCallMeaning({ expectation: PRODUCING })).toBeUndefined();
    expect(meaning(undefined)).toMatchObject({ status: 'skipped' });
    expect(meaning({ outcome: 'under-way', replies: [] })).toMatchObject({
      status: 'inconclusive',
      summary: 'the test call has not ended yet',
    });
  });
});
