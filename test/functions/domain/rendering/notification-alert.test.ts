import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../functions/domain/model/alert.ts';
import type { OpenIncident } from '../../../../functions/domain/model/environment-state.ts';
import type { Notification } from '../../../../functions/domain/model/notification.ts';
import type { EnvironmentReport } from '../../../../functions/domain/model/report.ts';
import { notificationAlert } from '../../../../functions/domain/rendering/alert-for.ts';
import { check, failing, passing, RUN_ID, undecided } from './reports.ts';

const RUN = {
  runId: RUN_ID,
  startedAt: '2026-11-23T09:00:00.000Z',
  trigger: 'schedule',
  origin: {},
} as const;
const AT = '2026-11-23T09:00:01.000Z';
const TOLD: OpenIncident = {
  badSince: '2026-11-22T03:00:00.000Z',
  at: '2026-11-22T09:00:00.000Z',
  causes: ['credential.stale-version', 'credential.rejected'],
  failCause: 'credential.rejected',
};

const NOTIFICATIONS = {
  first: { kind: 'alert', why: 'turned-bad' },
  other: { kind: 'alert', why: 'other-cause', of: TOLD },
  version: { kind: 'alert', why: 'new-version', of: TOLD },
  reminder: { kind: 'reminder', why: 'still-bad', of: TOLD },
  recovery: { kind: 'recovery', why: 'good-again', of: TOLD },
} as const satisfies Readonly<Record<string, Notification>>;

function alert(
  notification: Notification,
  environment: EnvironmentReport = notification.kind === 'recovery'
    ? passing({ name: 'production' })
    : failing(),
): Alert {
  return notificationAlert(environment, RUN, { notification, at: AT });
}

function lines({ email }: Alert, count: number): readonly string[] {
  return email.split('\n').slice(0, count);
}

describe('an alert that is not the first', () => {
  it('says in its second line since when, and when people were last notified', () => {
    expect(lines(alert(NOTIFICATIONS.reminder), 2)[1]).toBe(
      'Not good since 2026-11-22 03:00 UTC, for 30 hours. You were last notified 24 hours ago.',
    );
  });

  it('says what people knew before, where the cause is another', () => {
    expect(lines(alert(NOTIFICATIONS.other), 2)[1]).toBe(
      'Not good since 2026-11-22 03:00 UTC, for 30 hours. Another cause than before: credential.rejected.',
    );
  });

  it('says that the version just put in is no better', () => {
    expect(lines(alert(NOTIFICATIONS.version), 2)[1]).toBe(
      'Not good since 2026-11-22 03:00 UTC, for 30 hours. Another version of the secret was put in just now, and it is no better.',
    );
  });

  it('begins with STILL where nothing is better', () => {
    expect(alert(NOTIFICATIONS.reminder).subject).toMatch(
      /^STILL BLOCKED production: Twilio rejects/,
    );
    expect(alert(NOTIFICATIONS.version).sms).toMatch(/^STILL BLOCKED production: Twilio rejects/);
    expect(alert(NOTIFICATIONS.other).subject).toMatch(/^BLOCKED production: Twilio rejects/);
  });

  it('does not call a gate still open that is open in spite of the verdict', () => {
    const shadow = failing({ mode: 'shadow', blocked: false });
    expect(alert(NOTIFICATIONS.reminder, shadow).subject).toMatch(
      /^STILL BAD production \(shadow\): /,
    );
    const allowed = undecided({ blocked: false });
    expect(alert(NOTIFICATIONS.reminder, allowed).sms).toMatch(
      /^STILL BAD production, could not check/,
    );
  });
});

describe('the first alert', () => {
  it('reads as one without a history, and says what it is to filter policies', () => {
    const { email, attributes } = alert(NOTIFICATIONS.first);
    expect(email).not.toContain('Not good since');
    expect(attributes).toMatchObject({ news: 'alert', cause: 'credential.rejected' });
  });
});

describe('a recovery', () => {
  it('says what is good, how long it was bad and of what, and what proves it', () => {
    expect(lines(alert(NOTIFICATIONS.recovery), 5)).toEqual([
      'production: good again.',
      'It was bad for 30 hours: from 2026-11-22 03:00 UTC to 2026-11-23 09:00 UTC (credential.stale-version, credential.rejected).',
      expect.stringMatching(/^What proves it: .+\.$/),
      '',
      'Verdict pass: the gate is open. There is nothing to do.',
    ]);
  });

  it('ends with the run that found it', () => {
    expect(alert(NOTIFICATIONS.recovery).email).toContain(
      `Run ${RUN_ID}, started 2026-11-23T09:00:00.000Z (schedule)`,
    );
  });

  it('is short where there is little room', () => {
    const { subject, sms } = alert(NOTIFICATIONS.recovery);
    expect(subject).toBe('RECOVERED production: it was bad for 30 hours (credential.rejected)');
    expect(sms).toBe(
      'RECOVERED production: it was bad for 30 hours (credential.rejected). Now the gate is open. Run 1f2e3d4c',
    );
  });

  it('names its warnings, and does not say that there is nothing to do', () => {
    const warned = passing({
      verdict: 'warn',
      checks: [check({ id: 'account.active', status: 'warn', message: 'a trial account' })],
    });
    const { email } = alert(NOTIFICATIONS.recovery, warned);
    expect(email).toContain('good again, with a warning.');
    expect(email).toContain('Warnings:\n- account.active: a trial account');
    expect(email).toContain('What proves it: every check that was made passed.');
    expect(email).not.toContain('nothing to do');
  });

  it('names a version that is not the one in use', () => {
    const pending = passing({ name: 'production' });
    const credential = { ...pending.credential, versionStage: 'AWSPENDING' } as const;
    const { subject, email } = alert(NOTIFICATIONS.recovery, { ...pending, credential });
    expect(subject).toMatch(/^RECOVERED production \(AWSPENDING\): /);
    expect(email).toMatch(/^production \(AWSPENDING\): good again/);
  });

  it('tells filter policies what is over', () => {
    expect(alert(NOTIFICATIONS.recovery).attributes).toEqual({
      environment: 'production',
      verdict: 'pass',
      severity: 'critical',
      cause: 'credential.rejected',
      news: 'recovery',
    });
    const nameless = { ...NOTIFICATIONS.recovery, of: { ...TOLD, causes: [] } };
    expect(alert(nameless).attributes.cause).toBe('unknown');
    expect(alert({ ...NOTIFICATIONS.other, of: { ...TOLD, causes: [] } }).email).toContain(
      'before: unknown.',
    );
  });
});

describe('every alert', () => {
  const names = ['production', 'a'.repeat(64), 'Ünïcödé-環境 [x]'];
  const rows = Object.values(NOTIFICATIONS).flatMap((notification) =>
    names.map((name) => ({ notification, name })),
  );

  it.each(rows)(
    'is one segment of GSM-7 and one short subject: $notification.why, $name',
    (row) => {
      const good = row.notification.kind === 'recovery';
      const environment = good ? passing({ name: row.name }) : failing({ name: row.name });
      const { sms, subject } = alert(row.notification, environment);
      expect(sms.length).toBeLessThanOrEqual(160);
      expect(sms).toMatch(/^[A-Za-z][\x20-\x5A\x5F\x61-\x7A]*$/);
      expect(subject).toMatch(/^[A-Za-z][\x20-\x7E]{0,98}$/);
    },
  );
});

it('tells machines since when it is bad, also where the first alert came later', () => {
  const since = '2026-11-23T06:00:00.000Z';
  const first = notificationAlert(failing(), RUN, {
    notification: NOTIFICATIONS.first,
    at: AT,
    since,
  });
  expect(JSON.parse(first.https ?? '')).toMatchObject({ since, kind: 'alert' });
  expect(JSON.parse(alert(NOTIFICATIONS.first).https ?? '')).toMatchObject({
    since: RUN.startedAt,
  });
  expect(JSON.parse(alert(NOTIFICATIONS.recovery).https ?? '')).toMatchObject({
    since: TOLD.badSince,
  });
});
