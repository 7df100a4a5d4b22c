import { describe, expect, it } from 'vitest';
import { configurationOf, exampleWith, issuesOf } from './example-configuration.ts';

function alertsWith(alerts: object) {
  return configurationOf(exampleWith({ alerts })).alerts;
}

function issueOf(alerts: object) {
  const [issue, ...others] = issuesOf(exampleWith({ alerts }));
  expect(others).toEqual([]);
  return issue;
}

describe('subscribers', () => {
  it('get everything where only an address is written', () => {
    expect(alertsWith({ email: ['ops@example.com'], sms: ['+15551230001'] }).subscribers).toEqual([
      { protocol: 'email', endpoint: 'ops@example.com', minimumVerdict: 'inconclusive' },
      { protocol: 'sms', endpoint: '+15551230001', minimumVerdict: 'inconclusive' },
    ]);
  });

  it('may choose environments and the least verdict, each address in its own way', () => {
    const { subscribers } = alertsWith({
      email: [
        'ops@example.com',
        { address: 'cto@example.com', environments: ['production'], minimumVerdict: 'fail' },
      ],
      sms: [{ number: '+15551230001', minimumVerdict: 'fail' }],
      https: [{ url: 'https://hooks.example.com/twilio?team=ops', environments: ['staging'] }],
    });
    expect(subscribers).toEqual([
      { protocol: 'email', endpoint: 'ops@example.com', minimumVerdict: 'inconclusive' },
      {
        protocol: 'email',
        endpoint: 'cto@example.com',
        environments: ['production'],
        minimumVerdict: 'fail',
      },
      { protocol: 'sms', endpoint: '+15551230001', minimumVerdict: 'fail' },
      {
        protocol: 'https',
        endpoint: 'https://hooks.example.com/twilio?team=ops',
        environments: ['staging'],
        minimumVerdict: 'inconclusive',
      },
    ]);
  });

  it('name an environment once however often it is written', () => {
    const entry = { address: 'a@b.example', environments: ['staging', 'production', 'staging'] };
    expect(alertsWith({ email: [entry] }).subscribers[0]?.environments).toEqual([
      'staging',
      'production',
    ]);
  });

  it('have a chat only where it is asked for', () => {
    expect(alertsWith({}).chat).toBe(false);
    expect(alertsWith({ chat: true }).chat).toBe(true);
  });
});

describe('a subscriber is refused by its place and its value:', () => {
  it.each<readonly [string, object, string, string]>([
    [
      'a number',
      { email: [3] },
      'email[0]',
      'must be an email address such as ops@example.com, without a display name, or an object with address, environments, minimumVerdict; received 3',
    ],
    ['a list', { sms: [[]] }, 'sms[0]', 'must be a phone number in E.164'],
    [
      'an object without an address',
      { email: [{}] },
      'email[0].address',
      'is missing; it must be an email address such as',
    ],
    [
      'a wrong address in an object',
      { email: [{ address: 'ops@' }] },
      'email[0].address',
      'must be an email address such as ops@example.com, without a display name; received "ops@"',
    ],
    [
      'an unknown key',
      { email: [{ address: 'a@b.example', environment: ['staging'] }] },
      'email[0].environment',
      'is not a setting (did you mean environments?)',
    ],
    [
      'the key of another list',
      { sms: [{ address: '+15551230001', number: '+15551230001' }] },
      'sms[0].address',
      'there are number, environments, minimumVerdict',
    ],
    [
      'no environment at all',
      { email: [{ address: 'a@b.example', environments: [] }] },
      'email[0].environments',
      'must be a list of at least one name of an environment; received []',
    ],
    [
      'a verdict that is never alerted',
      { email: [{ address: 'a@b.example', minimumVerdict: 'warn' }] },
      'email[0].minimumVerdict',
      'must be one of "inconclusive", "fail"; received "warn"',
    ],
    [
      'a text as endpoint',
      { https: ['https://a.example.com'] },
      'https[0]',
      'must be an object with url, environments, minimumVerdict; received "https://a.example.com"',
    ],
    [
      'an endpoint in the clear',
      { https: [{ url: 'http://a.example.com' }] },
      'https[0].url',
      'is not encrypted',
    ],
    [
      'a host that SNS cannot reach',
      { https: [{ url: 'https://localhost/x' }] },
      'https[0].url',
      'must be an HTTPS URL of a public host',
    ],
    [
      'an address as host',
      { https: [{ url: 'https://10.0.0.1/x' }] },
      'https[0].url',
      'must be an HTTPS URL of a public host',
    ],
    [
      'a fragment',
      { https: [{ url: 'https://a.example.com/#x' }] },
      'https[0].url',
      'has a fragment',
    ],
    [
      'a space',
      { https: [{ url: 'https://a.example.com/a b' }] },
      'https[0].url',
      'must be an HTTPS URL',
    ],
    ['a text for the chat', { chat: 'yes' }, 'chat', 'must be true or false'],
  ])('%s', (...row) => {
    const [, alerts, path, part] = row;
    const issue = issueOf(alerts);
    expect(issue?.path).toBe(`alerts.${path}`);
    expect(issue?.message).toContain(part);
  });
});

describe('a URL that is itself a secret is refused, and not shown:', () => {
  const SECRET = 'x9f2k7q4';
  it.each([
    [
      'PagerDuty',
      `https://events.pagerduty.com/integration/${SECRET}/enqueue`,
      'whose URLs are keys',
    ],
    [
      'PagerDuty in Europe',
      `https://events.eu.pagerduty.com/x-ere/${SECRET}`,
      'whose URLs are keys',
    ],
    ['Slack', `https://hooks.slack.com/services/T0/B0/${SECRET}`, 'whose URLs are keys'],
    [
      'Datadog',
      `https://app.datadoghq.com/intake/webhook/sns?api_key=${SECRET}`,
      'a query that looks like a key',
    ],
    [
      'a value like a key',
      `https://a.example.com/?x=${SECRET}${SECRET}`,
      'a query that looks like a key',
    ],
    [
      'a path like a key',
      `https://a.example.com/in/${SECRET}${SECRET}`,
      'a path that looks like a key',
    ],
    [
      'a UUID',
      `https://a.example.com/in/${SECRET}-0123-4567-89ab-0123456789ab`.replace(SECRET, '0f9e8d7c'),
      'a path that looks like a key',
    ],
    [
      'a password',
      `https://ops:${SECRET}@a.example.com/`,
      'holds a name or password before the host',
    ],
    [
      'a key beside another fault',
      `https://a.example.com/a b?token=${SECRET}`,
      'must be an HTTPS URL',
    ],
    ['a key at a host in the clear', `http://a.example.com/?token=${SECRET}`, 'is not encrypted'],
  ])('%s', (_name, url, part) => {
    const issue = issueOf({ https: [{ url }] });
    expect(issue?.path).toBe('alerts.https[0].url');
    expect(issue?.message).toContain(part);
    expect(JSON.stringify(issue)).not.toMatch(/x9f2k7q4|0f9e8d7c/);
  });

  it.each([
    'https://hooks.example.com',
    'https://hooks.example.com:8443/twilio-preflight/2026/production',
    'https://abc123.execute-api.eu-west-1.amazonaws.com/prod/alerts',
    'https://hooks.example.com/x?team=ops&stage=',
  ])('but not an ordinary one: %s', (url) => {
    expect(alertsWith({ https: [{ url }] }).subscribers[0]?.endpoint).toBe(url);
  });
});
