import { describe, expect, it } from 'vitest';
import type { Control, ControlEvent } from '../../../../functions/domain/model/control.ts';
import { controlAlert } from '../../../../functions/domain/rendering/control-alert.ts';
import {
  overrideSentence,
  snoozeSentence,
} from '../../../../functions/domain/rendering/control-sentences.ts';
import { override, snooze } from '../history/controls.ts';
import { chatSchema } from './chat-schema.ts';

const BY = 'arn:aws:iam::111122223333:user/ada';
const USED = { at: '2026-11-28T03:30:00.000Z', runId: 'run-1' };

describe('controlAlert', () => {
  it.each<readonly [Control, ControlEvent, readonly [words: string, sentence: string]]>([
    [
      override(),
      'begun',
      [
        'OVERRIDE SET',
        'until 2026-11-28 04:00 UTC the gate opens for one pipeline execution although it could not check. It never opens for a verdict of fail.',
      ],
    ],
    [
      override({ used: USED }),
      'used',
      [
        'OVERRIDE USED',
        'the gate opened by an override although it could not check (run run-1). Verify the credential when the outage is over.',
      ],
    ],
    [
      override(),
      'ended',
      [
        'OVERRIDE ENDED',
        'the override has ended (2026-11-28 04:00 UTC). The gate blocks as before.',
      ],
    ],
    [override({ revoked: { by: BY } }), 'ended', ['OVERRIDE REVOKED', 'the override has ended']],
    [
      snooze(),
      'begun',
      [
        'SNOOZE SET',
        'until 2026-11-28 04:00 UTC there are no reminders and no alerts of the watch. A gate that blocks alerts as before.',
      ],
    ],
    [
      snooze(),
      'ended',
      ['SNOOZE ENDED', 'the snooze has ended (2026-11-28 04:00 UTC). Alerts go out as before.'],
    ],
  ])('%j, %s', (control, event, [words, sentence]) => {
    const alert = controlAlert(control, event);
    expect(alert.subject).toBe(`${words} production: Twilio is down`);
    expect(alert.sms).toBe(`${words} production: Twilio is down. See email.`);
    expect(alert.email.split('\n')[0]).toContain(`production: ${sentence}`);
    expect(alert.attributes).toEqual({
      environment: 'production',
      verdict: '',
      cause: `${control.kind}.${event}`,
    });
  });

  it('says who asked for it and who revoked it, with the requests that prove it', () => {
    const given = override({ by: BY, requestId: 'r1', revoked: { requestId: 'r2' } });
    expect(controlAlert(given, 'ended').email.split('\n').slice(2)).toEqual([
      'Reason: Twilio is down',
      `Asked for by: ${BY} (request r1)`,
      `Execution: ${given.executionId}`,
      'From 2026-11-28 03:00 UTC until 2026-11-28 04:00 UTC',
      'Revoked by: not given (request r2)',
      `Id: ${given.id}`,
    ]);
  });

  it('is a chat message too, in one thread from its beginning to its end', () => {
    const given = override();
    const [begun, ended] = (['begun', 'ended'] as const).map((event) =>
      chatSchema.parse(JSON.parse(controlAlert(given, event).chat ?? '')),
    );
    expect(begun?.content.title).toContain('OVERRIDE SET production');
    expect(begun?.content.description).toContain('Reason: Twilio is down');
    expect(begun?.metadata.additionalContext).toEqual({
      environment: 'production',
      control: given.id,
      event: 'begun',
    });
    expect(ended?.metadata.threadId).toBe(begun?.metadata.threadId);
    expect(ended?.id).not.toBe(begun?.id);
  });

  it('says nothing of a run that is not known', () => {
    expect(controlAlert(override(), 'used').email).toContain('(run )');
  });
});

it.each([
  [BY, ` by ${BY}`],
  [undefined, ''],
])('a sentence names the caller where it is known: %s', (by, who) => {
  const until = '2026-11-28T04:00:00.000Z';
  expect(overrideSentence({ id: '', reason: 'Twilio is down', by, until })).toBe(
    `the gate is open only because of an override${who}, until 2026-11-28 04:00 UTC: "Twilio is down"`,
  );
  expect(snoozeSentence(snooze({ by }))).toBe(
    `production: reminders and alerts of the watch are snoozed${who} until 2026-11-28 04:00 UTC: "Twilio is down"`,
  );
});
