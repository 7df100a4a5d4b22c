import { describe, expect, it } from 'vitest';
import type { EnvironmentReport } from '../../../../functions/domain/model/report.ts';
import { alertFor } from '../../../../functions/domain/rendering/alert-for.ts';
import type { AlertRun } from '../../../../functions/domain/rendering/email-sms.ts';
import type { OngoingIncident } from '../../../../functions/domain/rendering/incident-context.ts';
import { recoveryFor } from '../../../../functions/domain/rendering/recovery-for.ts';
import { type ChatNotification, chatSchema } from './chat-schema.ts';
import { oddReport } from './odd-reports.ts';
import { ALERT_RUN, failing, passing, REJECTED, RUN_ID, undecided } from './reports.ts';

const TOLD = {
  badSince: '2026-11-22T03:00:00.000Z',
  at: '2026-11-22T03:00:05.000Z',
  causes: ['credential.rejected'],
  failCause: 'credential.rejected',
};
const REMINDER: OngoingIncident = {
  notification: { kind: 'reminder', why: 'still-bad', of: TOLD },
  at: '2026-11-23T03:00:00.000Z',
};

function chatOf(
  environment: EnvironmentReport,
  incident?: OngoingIncident,
  run = ALERT_RUN,
): ChatNotification {
  return chatSchema.parse(JSON.parse(alertFor(environment, run, incident).chat ?? ''));
}

describe('the chat message', () => {
  it('says what is wrong, how sure that is, what the gate did, and which run it was', () => {
    const { content } = chatOf(failing());
    expect(content.title).toMatch(/^BLOCKED production: Twilio rejects the API key/);
    expect(content.description.split('\n')).toEqual([
      REJECTED.summary,
      expect.stringContaining('How sure: likely'),
      'Verdict fail: the gate is BLOCKED.',
      `Run ${RUN_ID}, started 2026-11-22T04:00:00.000Z (pipeline)`,
      'Pipeline web-app, execution e-1',
    ]);
    expect(content.keywords).toEqual(['production', 'fail', 'credential.rejected']);
  });

  it('lists the steps, each command as a block to copy', () => {
    expect(chatOf(failing()).content.nextSteps).toEqual([
      expect.stringContaining('API keys &amp; tokens'),
      expect.stringContaining('secret:\n```\naws secretsmanager put-secret-value'),
      'Ask the gate again:\n```\nnpx --no twilio-preflight verify --env production\n```',
    ]);
  });

  it.each([
    ['that a chat would change', 'aws x --query "a>b"'],
    ['that is too long', `aws ${'x'.repeat(1500)}`],
  ])('points at the email for a command %s', (_name, command) => {
    const remediation = [{ text: 'Look:', command }];
    expect(chatOf(failing({ diagnosis: { ...REJECTED, remediation } })).content.nextSteps).toEqual([
      'Look (command in the email).',
    ]);
  });

  it('does without steps, account, pipeline and diagnosis', () => {
    const { diagnosis: _none, ...environment } = failing({
      credential: { kind: 'api-key', secretId: '', versionStage: 'AWSCURRENT' },
    });
    const run: AlertRun = { ...ALERT_RUN, trigger: 'schedule', origin: {} };
    const { content, metadata } = chatOf(environment, undefined, run);
    expect(content).not.toHaveProperty('nextSteps');
    expect(content.keywords).toEqual(['production', 'fail', 'unknown']);
    expect(metadata.relatedResources).toEqual([]);
    expect(metadata.additionalContext).toEqual({
      environment: 'production',
      verdict: 'fail',
      severity: 'critical',
      cause: 'unknown',
      runId: RUN_ID,
      trigger: 'schedule',
    });
  });

  it('lets no text from outside mention, link or format', () => {
    const summary = 'production: <!channel> *see* [here](https://evil.example) @all';
    const { content, metadata } = chatOf(failing({ diagnosis: { ...REJECTED, summary } }));
    for (const shown of [content.title, content.description, metadata.summary]) {
      expect(shown).not.toMatch(/[<>*[\]@]/);
    }
    expect(content.description).toContain('&lt;!channel&gt; ＊see＊');
  });

  it('is of the documented schema for any report', () => {
    for (const seed of Array.from({ length: 60 }).keys()) {
      for (const environment of oddReport(seed).environments.slice(0, 3)) {
        const run = { ...ALERT_RUN, origin: { pipeline: environment.name } };
        expect(() => chatOf(environment, REMINDER, run)).not.toThrow();
        const recovery = recoveryFor(environment, run, TOLD).chat ?? '';
        expect(() => chatSchema.parse(JSON.parse(recovery))).not.toThrow();
      }
    }
  });
});

describe('the thread', () => {
  it('is one from the alert by the reminder to the recovery', () => {
    const first = { notification: { kind: 'alert', why: 'turned-bad' }, at: TOLD.at } as const;
    const alert = chatOf(failing(), { ...first, since: TOLD.badSince });
    const reminder = chatOf(undecided(), REMINDER);
    const recovery = chatSchema.parse(
      JSON.parse(recoveryFor(passing({ name: 'production' }), ALERT_RUN, TOLD).chat ?? ''),
    );
    const threads = [alert, reminder, recovery].map(({ metadata }) => metadata.threadId);
    expect(new Set(threads)).toEqual(
      new Set(['twilio-preflight-production-2026-11-22T03:00:00.000Z']),
    );
    expect([alert, reminder, recovery].map(({ metadata }) => metadata.eventType)).toEqual([
      'twilio-preflight-alert',
      'twilio-preflight-reminder',
      'twilio-preflight-recovery',
    ]);
  });

  it('begins with the run where no history tells since when', () => {
    const first = { notification: { kind: 'alert', why: 'turned-bad' }, at: TOLD.at } as const;
    const since = 'twilio-preflight-production-2026-11-22T04:00:00.000Z';
    expect(chatOf(failing()).metadata.threadId).toBe(since);
    expect(chatOf(failing(), first).metadata.threadId).toBe(since);
  });
});

it('has no steps when it is over, and says how long it was bad', () => {
  const chat = recoveryFor(passing(), ALERT_RUN, TOLD).chat ?? '';
  const { content } = chatSchema.parse(JSON.parse(chat));
  expect(content).not.toHaveProperty('nextSteps');
  expect(content.title).toBe('RECOVERED staging: it was bad for 1 hour (credential.rejected)');
  expect(content.description).toContain('There is nothing to do.');
});
