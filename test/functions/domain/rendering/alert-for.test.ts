import { describe, expect, it } from 'vitest';
import { alertFor } from '../../../../functions/domain/rendering/alert-for.ts';
import { failing, OUTAGE, REJECTED, RUN_ID, undecided } from './reports.ts';

const RUN = {
  runId: RUN_ID,
  startedAt: '2026-11-22T03:00:00.000Z',
  trigger: 'pipeline',
  origin: { pipeline: 'web-app', executionId: 'e-1' },
} as const;

describe('the email', () => {
  it('says in its first three lines what is wrong, how sure that is, and what to do', () => {
    expect(alertFor(undecided(), RUN).email.split('\n').slice(0, 5)).toEqual([
      OUTAGE.summary,
      'How sure: proven (the evidence shows it). The cause is twilio.unavailable.',
      'What to do first: Look at https://status.twilio.com.',
      '',
      'Verdict inconclusive: the gate is BLOCKED.',
    ]);
  });

  it('then brings steps, evidence, checks, and last the run and the request ids', () => {
    const { email } = alertFor(failing(), RUN);
    const places = [
      '\nWhat to do:\n1. Look for the key',
      '\n   aws secretsmanager put-secret-value',
      '\nWhat was seen:\n- GET',
      '\nChecks that did not pass:\nFAIL credential.accepted',
      `\nRun ${RUN_ID}, started 2026-11-22T03:00:00.000Z (pipeline)\nPipeline web-app, execution e-1`,
      '\n2 Twilio requests: RQ01, RQ02',
    ].map((text) => email.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('points at the command where the first step has one', () => {
    const remediation = [{ text: 'Put a new version:', command: 'aws x' }];
    const { email } = alertFor(failing({ diagnosis: { ...REJECTED, remediation } }), RUN);
    expect(email).toContain('\nWhat to do first: Put a new version (command below).\n');
  });

  it.each(['d-ABCDEF123', 'my-cluster/my-service/EZe5RNVLH6PPzHXINuP28'])(
    'names the deployment whose hook asked: %s',
    (deployment) => {
      const origin = { deploymentId: deployment };
      const { email, default: body } = alertFor(failing(), { ...RUN, origin });
      expect(email).toContain(`(pipeline)\nDeployment ${deployment}`);
      expect(body).toContain(`Deployment ${deployment}`);
    },
  );

  it.each([
    { trigger: 'secret-change', says: 'Set off by a new current version of the secret.' },
    { trigger: 'alarm', says: "Set off by an alarm: Twilio refuses an application's own calls." },
  ] as const)('says what changed before a run that nobody asked for: $trigger', (row) => {
    const { email } = alertFor(failing(), { ...RUN, origin: {}, trigger: row.trigger });
    expect(email).toContain(`(${row.trigger})\n${row.says}`);
  });

  it('says so when no step is known, and names no pipeline where there is none', () => {
    const { diagnosis: _none, ...environment } = failing();
    const { email } = alertFor(environment, { ...RUN, origin: { pipeline: '', executionId: '' } });
    expect(email).toContain('What to do first: No step is known for this.');
    expect(email).not.toContain('Pipeline');
  });
});

describe('the default body', () => {
  it('is the email, shortened', () => {
    const { default: body, email } = alertFor(failing(), RUN);
    expect(body.length).toBeLessThanOrEqual(1600);
    expect(body.split('\n').slice(0, 3)).toEqual(email.split('\n').slice(0, 3));
    expect(body.endsWith('… (shortened)')).toBe(true);
  });
});

describe('the subject', () => {
  it.each([
    [
      'a fail',
      failing(),
      'BLOCKED production: Twilio rejects the API key SK0123..cdef (20003): wrong secret, or the key...',
    ],
    [
      'an inconclusive',
      undecided(),
      'BLOCKED production, could not check: Twilio answered 503 three times; the credential could not...',
    ],
    [
      'an inconclusive that is allowed',
      undecided({ blocked: false }),
      'OPEN production, could not check: Twilio answered 503 three times; the credential could not be...',
    ],
    [
      'a fail in shadow mode',
      failing({ mode: 'shadow', blocked: false }),
      'WOULD BLOCK production (shadow): Twilio rejects the API key SK0123..cdef (20003): wrong secret...',
    ],
  ])('of %s', (_name, environment, subject) => {
    expect(alertFor(environment, RUN).subject).toBe(subject);
  });
});

describe('the SMS', () => {
  it('says what, where, how sure, and where to look', () => {
    expect(alertFor(failing(), RUN).sms).toBe(
      'BLOCKED production: Twilio rejects the API key SK0123..cdef (20003): wrong secret, or the key was... Cause likely. See email or pipeline web-app, run 1f2e3d4c',
    );
  });

  it('does without pipeline and diagnosis', () => {
    const { diagnosis: _none, ...environment } = failing();
    expect(alertFor(environment, { ...RUN, origin: { pipeline: '' } }).sms).toBe(
      'BLOCKED production: credential.accepted: Twilio answered 401 with code 20003. Cause not known. See email or run 1f2e3d4c',
    );
  });
});

describe('the attributes', () => {
  it('name environment, verdict and cause for filter policies', () => {
    expect(alertFor(failing(), RUN).attributes).toEqual({
      environment: 'production',
      verdict: 'fail',
      severity: 'critical',
      cause: 'credential.rejected',
    });
  });

  it('are never empty', () => {
    const { diagnosis: _none, ...environment } = failing({ name: '\u0007' });
    expect(alertFor(environment, RUN).attributes).toEqual({
      environment: 'unknown',
      verdict: 'fail',
      severity: 'critical',
      cause: 'unknown',
    });
  });
});
