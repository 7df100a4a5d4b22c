import { expect, it } from 'vitest';
import { verifyAgain } from '../../../../functions/domain/causes/commands.ts';
import type { LocalSource } from '../../../../functions/domain/model/ports.ts';

const EXPECTATION = { name: 'production', secret: { id: 's' }, account: { sid: 'AC1' } };

it('names the configuration again', () => {
  const expectation = { ...EXPECTATION, configFile: 'other config.json' };
  expect(verifyAgain({ expectation })).toBe(
    "npx --no twilio-preflight verify --env production --config 'other config.json'",
  );
});

it.each<[string, LocalSource, string]>([
  ['a file', inFile('credentials.json'), '--env production --local-secret credentials.json'],
  [
    'a file that no shell takes as one word',
    inFile("it's here.json"),
    "--env production --local-secret 'it'\\''s here.json'",
  ],
  ['standard input', { kind: 'standard-input' }, '--env production --local-secret -'],
  [
    'variables of a declared environment',
    { kind: 'variables', isDeclared: true },
    '--env production --from-variables',
  ],
  ['variables alone', { kind: 'variables', isDeclared: false }, '--from-variables'],
])('reads the secret again from where it was: %s', (_name, local, options) => {
  const secret = { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v', local } as const;
  expect(verifyAgain({ expectation: EXPECTATION, secret })).toBe(
    `npx --no twilio-preflight verify ${options}`,
  );
});

function inFile(path: string): LocalSource {
  return { kind: 'file', path };
}
