import { describe, expect, it } from 'vitest';
import type { TestCallEnd } from '../../../../functions/domain/model/test-call.ts';
import type { TwilioQuestion, TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { noAnswer, refusal, resource } from '../twilio-replies.ts';
import { placing, play, recordOf, SID, Table } from './play-test-call.ts';

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

  it('is judged where another delivery wrote its intent first', async () => {
    const table = recordOf({ end: { kind: 'status', status: 'completed' } });
    Object.assign(table, { reads: [undefined], conflicts: ['put 1'] });
    const { seen, asked } = await play({ table, answers: placing });
    expect(seen).toMatchObject({ outcome: 'ended', end: { status: 'completed' } });
    expect(asked).toEqual([]);
  });

  it('is judged by what Twilio did where the table forgets it', async () => {
    const table = Object.assign(new Table(), {
      reads: [undefined, undefined],
      conflicts: ['put 2'],
    });
    const { seen } = await play({ table, answers: placing });
    expect(seen).toMatchObject({ outcome: 'ended', end: { status: 'completed' } });
  });

  it('has no code where its notifications cannot be read', async () => {
    const answers = ({ path }: TwilioQuestion): TwilioReply | undefined => {
      if (path.includes('Notifications')) return noAnswer('timeout');
      if (!path.includes('/Calls')) return undefined;
      return resource({ sid: SID, status: 'failed', price: null });
    };
    const { seen } = await play({ table: recordOf({ sid: SID }), answers });
    expect(seen).toMatchObject({ end: { kind: 'status', status: 'failed', errorCode: undefined } });
  });

  it('goes by what another delivery wrote first', async () => {
    const table = Object.assign(new Table(), { conflicts: ['put 2'] });
    const { seen } = await play({ table, answers: placing });
    expect(seen).toMatchObject({ outcome: 'under-way' });
  });

  it.each([
    ['400, which places nothing', 400, 'ended'],
    ['408, after which it may be there', 408, 'under-way'],
    ['500, after which it may be there', 500, 'under-way'],
  ])('is refused with %s', async (_, status, outcome) => {
    const table = new Table();
    const answers = ({ path, form }: TwilioQuestion): TwilioReply | undefined => {
      if (!path.includes('/Calls')) return undefined;
      return form === undefined ? noAnswer('timeout') : refusal(status, 20001, 'no');
    };
    const { seen } = await play({ table, answers });
    expect(seen).toMatchObject({ outcome });
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

  it.each<[string, TwilioReply, string]>([
    ['Twilio shows no state', noAnswer('timeout'), 'in an unknown state'],
    ['it is ringing', resource({ sid: SID, status: 'ringing', queue_time: '0' }), 'ringing'],
    [
      'it waits in the queue longer than a release waits',
      resource({ sid: SID, status: 'queued', queue_time: '9e12' }),
      'queued',
    ],
  ])('is hung up at its deadline: %s', async (_, state, status) => {
    const answers = ({ path, form }: TwilioQuestion): TwilioReply | undefined => {
      if (!path.includes('/Calls')) return undefined;
      return form === undefined ? state : resource({ sid: SID });
    };
    const { seen } = await play({ table: recordOf({ sid: SID }), answers });
    expect(seen).toMatchObject({ outcome: 'ended', end: { kind: 'overdue', status } });
  });

  it.each<[string, unknown, string]>([
    ['no word', '<secret> http://evil.example', 'in an unknown state'],
    ['a word to come', 'on-hold', 'on-hold'],
  ])('is quoted at its deadline in a state that is %s', async (_, status, expected) => {
    const answers = ({ path, form }: TwilioQuestion): TwilioReply | undefined =>
      path.includes('/Calls')
        ? resource(form === undefined ? { sid: SID, status } : { sid: SID })
        : undefined;
    const { seen } = await play({ table: recordOf({ sid: SID }), answers });
    expect(seen).toMatchObject({ end: { kind: 'overdue', status: expected } });
  });

  it('is not placed where another check fails', async () => {
    const { seen, asked } = await play({
      table: new Table(),
      answers: ({ path }) =>
        path.includes('IncomingPhoneNumbers') ? refusal(401, 20003, 'Authenticate') : undefined,
    });
    expect(seen).toMatchObject({ outcome: 'not-placed', why: 'other-checks' });
    expect(asked).toEqual([]);
  });

  it('is hung up again at the next look where Twilio did not confirm it', async () => {
    const answers = ({ path, form }: TwilioQuestion): TwilioReply | undefined => {
      if (!path.includes('/Calls')) return undefined;
      return form === undefined ? resource({ sid: SID, status: 'ringing' }) : noAnswer('timeout');
    };
    const intendedAt = '2026-11-22T02:58:40.000Z';
    const { seen } = await play({ table: recordOf({ sid: SID, intendedAt }), answers });
    expect(seen).toMatchObject({ outcome: 'under-way' });
  });

  it('is said to be alive where Twilio does not confirm that it was hung up', async () => {
    const answers = ({ path, form }: TwilioQuestion): TwilioReply | undefined => {
      if (!path.includes('/Calls')) return undefined;
      return form === undefined ? resource({ sid: SID, status: 'ringing' }) : noAnswer('timeout');
    };
    const { seen } = await play({ table: recordOf({ sid: SID }), answers });
    expect(seen).toMatchObject({ end: { kind: 'overdue', status: 'ringing', isAlive: true } });
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

  it.each([
    [
      '9 s before the intent, by a clock that is ahead',
      '10:00:09',
      [`GET Calls/${SID}/Events.json`],
    ],
    ['long before the intent', '10:00:11', []],
  ])('may be a call that Twilio dates %s', async (_, intended, events) => {
    const answers = ({ path }: TwilioQuestion): TwilioReply | undefined => {
      const date_created = 'Sat, 28 Nov 2026 10:00:00 +0000';
      const calls = [{ sid: SID, direction: 'outbound-api', date_created }];
      if (path.endsWith('/Calls.json')) return resource({ calls });
      return path.includes('/Calls') ? resource({ events: [] }) : undefined;
    };
    const table = recordOf({ intendedAt: `2026-11-28T${intended}.000Z` });
    const { asked } = await play({ table, answers });
    expect(asked.filter((one) => one.includes('Events'))).toEqual(events);
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
