import { expect, it } from 'vitest';
import { createSecretReader } from '../../../../functions/adapters/aws/create-secret-reader.ts';
import { json, startStandIn } from './start-stand-in.ts';

const VERSION = {
  VersionId: '11111111-2222-4333-8444-555555555555',
  VersionStages: ['AWSCURRENT'],
};

async function readAnswer(answer: object) {
  await startStandIn(json(200, answer));
  const { signal } = new AbortController();
  return createSecretReader().read({ id: 'a-secret' }, 'AWSCURRENT', { signal });
}

function base64(...bytes: readonly (string | number[])[]): string {
  return Buffer.concat(bytes.map((part) => Buffer.from(part as string))).toString('base64');
}

it.each([
  ['SecretString', { SecretString: '{"a":"ü"}' }, '{"a":"ü"}'],
  ['an empty SecretString', { SecretString: '' }, ''],
  ['SecretBinary', { SecretBinary: base64('{"a":"ü"}') }, '{"a":"ü"}'],
  ['a byte order mark', { SecretBinary: base64([0xef, 0xbb, 0xbf], '{}') }, '\uFEFF{}'],
])('reads %s as it stands', async (_what, value, payload) => {
  const reading = await readAnswer({ ...VERSION, ...value });

  expect(reading).toMatchObject({
    outcome: 'read',
    versionId: VERSION.VersionId,
    versionStage: 'AWSCURRENT',
  });
  expect(reading.outcome === 'read' && reading.payload.expose()).toBe(payload);
});

it('keeps the value out of everything that prints a reading', async () => {
  const reading = await readAnswer({ ...VERSION, SecretString: 'c4nary0123456789' });

  expect(`${JSON.stringify(reading)}`).not.toContain('c4nary01');
});

it.each([
  ['has no value', { ...VERSION }, /holds no value/],
  ['has a value that is no text', { ...VERSION, SecretString: 5 }, /holds no value/],
  ['is empty', {}, /names no version/],
  ['names no version', { VersionStages: ['AWSCURRENT'], SecretString: 'x' }, /names no version/],
  [
    'has another stage',
    { ...VERSION, VersionStages: ['AWSPREVIOUS'], SecretString: 'x' },
    /not AWSCURRENT/,
  ],
  [
    'has its stage as text',
    { ...VERSION, VersionStages: 'AWSCURRENT', SecretString: 'x' },
    /not AWSCURRENT/,
  ],
  ['has no stage', { VersionId: 'v', SecretString: 'x' }, /not AWSCURRENT/],
])('cannot tell when a 200 %s', async (_what, answer, message) => {
  expect(await readAnswer(answer)).toMatchObject({
    outcome: 'failed',
    failure: 'unavailable',
    message: expect.stringMatching(message),
  });
});

it('refuses SecretBinary that is not UTF-8', async () => {
  expect(await readAnswer({ ...VERSION, SecretBinary: base64([0x7b, 0xff, 0x7d]) })).toMatchObject({
    failure: 'not-text',
    message: expect.stringContaining('not UTF-8'),
  });
});

it('tells when the version was stored', async () => {
  const stored = { ...VERSION, SecretString: '{}', CreatedDate: 1_795_000_000.5 };
  expect(await readAnswer(stored)).toMatchObject({ createdAt: '2026-11-18T11:06:40.500Z' });
});

it.each([
  ['has no date', {}],
  ['has a date of null', { CreatedDate: null }],
])('reads a version that %s', async (_what, date) => {
  const reading = await readAnswer({ ...VERSION, SecretString: '{}', ...date });

  expect(reading).toMatchObject({ outcome: 'read' });
  expect(reading).toMatchObject({ createdAt: undefined });
});
