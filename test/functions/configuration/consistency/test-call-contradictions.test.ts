import { describe, expect, it } from 'vitest';
import { configurationOf, exampleWith, issuesOf } from '../example-configuration.ts';

const P = 'environments.production';
const VOICE = {
  kind: 'voice',
  from: '+15551230000',
  to: '+15551239999',
  acknowledgeCharges: true,
};
const SERVICE = `MG${'a'.repeat(32)}`;

const withCall = (changes: object): string =>
  exampleWith({ [`${P}.testCall`]: { ...VOICE, ...changes } });

describe('a declared test call', () => {
  it('may be ten a day unless more or fewer are declared', () => {
    const environments = configurationOf(withCall({})).environments;
    expect(environments.find(({ name }) => name === 'production')?.testCall).toEqual({
      ...VOICE,
      maxPerDay: 10,
    });
  });

  it.each([
    {
      name: 'charges that are not acknowledged',
      changes: { acknowledgeCharges: false },
      setting: 'acknowledgeCharges',
      says: /costs money/,
    },
    {
      name: 'charges that are not mentioned',
      changes: { acknowledgeCharges: undefined },
      setting: 'acknowledgeCharges',
      says: /costs money/,
    },
    {
      name: 'a number without a country',
      changes: { to: '5551239999' },
      setting: 'to',
      says: /E\.164/,
    },
    { name: 'no such kind', changes: { kind: 'fax' }, setting: 'kind', says: /"voice", "message"/ },
    {
      name: 'no such final state',
      changes: { expect: ['answered'] },
      setting: 'expect[0]',
      says: /"completed"/,
    },
    {
      name: 'no final state at all',
      changes: { expect: [] },
      setting: 'expect',
      says: /at least one/,
    },
    {
      name: 'none on any day',
      changes: { maxPerDay: 0 },
      setting: 'maxPerDay',
      says: /from 1 to 1000/,
    },
    {
      name: 'a call by a messaging service',
      changes: { messagingService: SERVICE },
      setting: 'messagingService',
      says: /sends messages/,
    },
    {
      name: 'a final state of a message',
      changes: { expect: ['delivered'] },
      setting: 'expect[0]',
      says: /no call ends so/,
    },
    {
      name: 'a final state of a call',
      changes: { kind: 'message', expect: ['busy'] },
      setting: 'expect[0]',
      says: /no message ends so/,
    },
    { name: 'no sender', changes: { from: undefined }, setting: '', says: /has no sender/ },
    {
      name: 'two senders',
      changes: { kind: 'message', messagingService: SERVICE },
      setting: '',
      says: /has two senders/,
    },
  ])('is refused with $name', ({ changes, setting, says }) => {
    const [issue, ...others] = issuesOf(withCall(changes));
    expect(others).toEqual([]);
    expect(issue?.path).toBe(
      ['environments.production.testCall', setting].filter(Boolean).join('.'),
    );
    expect(issue?.message).toMatch(says);
  });

  it.each([
    {
      name: 'a message from au1',
      region: 'au1',
      changes: {},
      path: `${P}.testCall.kind`,
      says: /sends no messages from Region au1/,
    },
    {
      name: 'a message of a service from au1',
      region: 'au1',
      changes: { from: undefined, messagingService: SERVICE },
      path: `${P}.testCall.kind`,
      says: /"voice" with twilioRegion "au1", or "message" with "us1" or "ie1"/,
    },
    {
      name: 'a message of a North American number from ie1',
      region: 'ie1',
      changes: {},
      path: `${P}.testCall.from`,
      says: /no messages of North American \(\+1\) numbers from Region ie1/,
    },
  ])('is refused with $name', ({ region, changes, path, says }) => {
    const testCall = { ...VOICE, kind: 'message', ...changes };
    const text = exampleWith({ [`${P}.testCall`]: testCall, [`${P}.twilioRegion`]: region });
    const message = expect.stringMatching(says);
    expect(issuesOf(text)).toEqual([expect.objectContaining({ path, message })]);
  });

  it.each([
    ['a call from au1', 'au1', VOICE],
    ['a call from ie1', 'ie1', VOICE],
    ['a message of an Irish number from ie1', 'ie1', { kind: 'message', from: '+353861234567' }],
  ])('is accepted: %s', (_name, region, changes) => {
    const testCall = { ...VOICE, ...changes };
    const text = exampleWith({ [`${P}.testCall`]: testCall, [`${P}.twilioRegion`]: region });
    const { environments } = configurationOf(text);
    expect(environments.map((one) => one.testCall?.kind)).toContain(testCall.kind);
  });

  it('is refused with test credentials, which place none', () => {
    const text = exampleWith({ [`${P}.testCall`]: VOICE, [`${P}.credential`]: { kind: 'test' } });
    expect(issuesOf(text)).toMatchObject([
      { path: `${P}.testCall`, message: expect.stringContaining('test credentials') },
    ]);
  });
});
