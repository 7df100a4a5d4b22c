import { expect, it } from 'vitest';
import { auditOutcome } from './audit-packages.ts';

const REPORT = { auditReportVersion: 2, vulnerabilities: {} };

it.each([
  ['a report without vulnerabilities', REPORT, { kind: 'clean' }],
  [
    'a low severity',
    { ...REPORT, vulnerabilities: { tool: { severity: 'low' } } },
    { kind: 'clean' },
  ],
  [
    'a high severity',
    { ...REPORT, vulnerabilities: { tool: { severity: 'high' } } },
    { kind: 'vulnerable', packages: ['tool (high)'] },
  ],
  // As npm prints it for a registry that takes GET and HEAD only.
  [
    'a registry that refuses the question',
    { message: '405 Method Not Allowed - POST https://registry.example', statusCode: 405 },
    { kind: 'unanswered', reason: '405 Method Not Allowed - POST https://registry.example' },
  ],
  ['an empty object', {}, { kind: 'unanswered', reason: 'npm printed no report' }],
])('reads %s', (_what, printed, outcome) => {
  expect(auditOutcome(JSON.stringify(printed))).toEqual(outcome);
});

it('takes no output for no answer, not for a pass', () => {
  expect(auditOutcome('')).toEqual({ kind: 'unanswered', reason: 'npm printed no report' });
});
