import { expect, it } from 'vitest';
import { ALERT_SEVERITIES } from '../../../../functions/contract.ts';
import { alertPayloadSchema } from '../../../../functions/domain/model/schemas/alert-schema.ts';
import { alertFor } from '../../../../functions/domain/rendering/alert-for.ts';
import type { AlertRun } from '../../../../functions/domain/rendering/email-sms.ts';
import type { OngoingIncident } from '../../../../functions/domain/rendering/incident-context.ts';
import { recoveryFor } from '../../../../functions/domain/rendering/recovery-for.ts';
import { ALERT_RUN, failing, passing, REJECTED, RUN_ID, undecided } from './reports.ts';

const TOLD = {
  badSince: '2026-11-22T03:00:00.000Z',
  at: '2026-11-22T03:00:05.000Z',
  causes: ['twilio.unavailable', 'credential.rejected'],
  failCause: 'credential.rejected',
};
const { failCause: _none, ...UNCERTAIN } = TOLD;

const reminderOf = (of: typeof UNCERTAIN): OngoingIncident => ({
  notification: { kind: 'reminder', why: 'still-bad', of },
  at: '2026-11-23T03:00:00.000Z',
});

it('has the facts of an alert by name', () => {
  expect(JSON.parse(alertFor(failing(), ALERT_RUN).https ?? '')).toEqual({
    schemaVersion: 1,
    source: 'twilio-preflight',
    kind: 'alert',
    severity: 'critical',
    dedupKey: 'twilio-preflight/production',
    environment: 'production',
    verdict: 'fail',
    blocked: true,
    mode: 'enforce',
    cause: 'credential.rejected',
    confidence: 'likely',
    summary: REJECTED.summary,
    firstStep: REJECTED.remediation[0]?.text,
    helpUrl: REJECTED.helpUrl,
    since: ALERT_RUN.startedAt,
    runId: RUN_ID,
    startedAt: ALERT_RUN.startedAt,
    trigger: 'pipeline',
    pipeline: 'web-app',
    executionId: 'e-1',
    accountSid: failing().credential.accountSid,
    secretId: 'production/twilio/credentials',
  });
});

it('closes with a recovery what the alert opened, and leaves no step', () => {
  const environment = passing({ name: 'production' });
  const recovery = JSON.parse(recoveryFor(environment, ALERT_RUN, TOLD).https ?? '');
  expect(recovery).toMatchObject({
    kind: 'recovery',
    dedupKey: 'twilio-preflight/production',
    verdict: 'pass',
    cause: 'credential.rejected',
    since: TOLD.badSince,
    summary: 'RECOVERED production: it was bad for 1 hour (credential.rejected)',
  });
  expect(recovery).not.toHaveProperty('firstStep');
});

it.each([
  ['an alert of a fail', alertFor(failing(), ALERT_RUN), ALERT_SEVERITIES.fail],
  ['an alert of an outage', alertFor(undecided(), ALERT_RUN), ALERT_SEVERITIES.inconclusive],
  [
    'a reminder of a fail',
    alertFor(failing(), ALERT_RUN, reminderOf(UNCERTAIN)),
    ALERT_SEVERITIES.fail,
  ],
  [
    'a reminder of an outage that hides a fail',
    alertFor(undecided(), ALERT_RUN, reminderOf(TOLD)),
    ALERT_SEVERITIES.fail,
  ],
  [
    'a reminder of an outage',
    alertFor(undecided(), ALERT_RUN, reminderOf(UNCERTAIN)),
    ALERT_SEVERITIES.inconclusive,
  ],
  [
    'another cause, an outage, for those who know of a fail',
    alertFor(undecided(), ALERT_RUN, {
      notification: { kind: 'alert', why: 'other-cause', of: TOLD },
      at: TOLD.at,
    }),
    ALERT_SEVERITIES.inconclusive,
  ],
  ['the end of a fail', recoveryFor(passing(), ALERT_RUN, TOLD), ALERT_SEVERITIES.fail],
  [
    'the end of an outage',
    recoveryFor(passing(), ALERT_RUN, UNCERTAIN),
    ALERT_SEVERITIES.inconclusive,
  ],
  [
    'the end of something nobody named',
    recoveryFor(passing(), ALERT_RUN, { ...UNCERTAIN, causes: [] }),
    ALERT_SEVERITIES.inconclusive,
  ],
])('is as severe in the attribute as in the body: %s', (_name, alert, severity) => {
  expect(alert.attributes.severity).toBe(severity);
  expect(JSON.parse(alert.https ?? '')).toMatchObject({ severity });
});

it('cuts names from outside to 200 characters', () => {
  const long = 'n'.repeat(300);
  const origin = { pipeline: long, executionId: long, deploymentId: long };
  const body = JSON.parse(alertFor(failing({ name: long }), { ...ALERT_RUN, origin }).https ?? '');
  for (const member of ['environment', 'pipeline', 'executionId', 'deployment']) {
    expect(body[member]).toHaveLength(200);
  }
});

it('leaves out what is not known', () => {
  const { diagnosis: _diagnosis, ...environment } = failing({
    credential: { kind: 'api-key', secretId: '', versionStage: 'AWSCURRENT' },
  });
  const run: AlertRun = { ...ALERT_RUN, trigger: 'schedule', origin: {} };
  const body = alertPayloadSchema.parse(JSON.parse(alertFor(environment, run).https ?? ''));
  expect(Object.keys(body)).not.toEqual(
    expect.arrayContaining(['pipeline', 'executionId', 'accountSid', 'secretId', 'helpUrl']),
  );
  expect(body).toMatchObject({ cause: 'unknown', firstStep: expect.stringContaining('No step') });
});
