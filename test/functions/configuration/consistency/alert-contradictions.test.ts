import { expect, it } from 'vitest';
import { exampleWith, issuesOf } from '../example-configuration.ts';

const ROWS = [
  {
    name: 'a phone number twice, once with a choice',
    changes: {
      'alerts.sms': ['+15551230001', { number: '+15551230001', minimumVerdict: 'fail' }],
    },
    path: 'alerts.sms[1]',
    parts: ['is listed already, at sms[0]', '"+15551230001"'],
  },
  {
    name: 'an endpoint twice',
    changes: {
      'alerts.https': [{ url: 'https://a.example.com/x' }, { url: 'https://A.example.com/x' }],
    },
    path: 'alerts.https[1]',
    parts: ['is listed already, at https[0]', 'each url once'],
  },
  {
    name: 'an alert for an environment that is not declared',
    changes: {
      'alerts.email': [{ address: 'a@b.example', environments: ['staging', 'prodution'] }],
    },
    path: 'alerts.email[0].environments[1]',
    parts: [
      'is not a declared environment (did you mean production?)',
      'received "prodution"',
      'allowed: development, staging, production',
    ],
  },
  {
    name: 'an alert for an environment that is like no declared one',
    changes: { 'alerts.https': [{ url: 'https://a.example.com', environments: ['blue'] }] },
    path: 'alerts.https[0].environments[0]',
    parts: ['is not a declared environment; received "blue"'],
  },
];

it.each(ROWS)('refuses $name', ({ changes, path, parts }) => {
  const [issue, ...others] = issuesOf(exampleWith(changes));
  expect(others).toEqual([]);
  expect(issue?.path).toBe(path);
  for (const part of parts) expect(issue?.message).toContain(part);
});

it('names at most twenty environments', () => {
  const names = Array.from({ length: 25 }, (_, index) => `e${index + 1}`);
  const environments = Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        secret: { id: `s${name}` },
        account: { sid: `AC${String(index).padStart(32, '0')}` },
      },
    ]),
  );
  const alerts = { email: [{ address: 'a@b.example', environments: ['zzz'] }] };
  const [issue] = issuesOf(JSON.stringify({ environments, alerts }));
  expect(issue?.message).toContain('e19, e20, …');
});
