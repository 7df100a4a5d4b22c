import { expect, it } from 'vitest';
import { verifyAgain } from '../../../../functions/domain/causes/commands.ts';

const EXPECTATION = { name: 'production', secret: { id: 's' }, account: { sid: 'AC1' } };

it('names the configuration again', () => {
  const expectation = { ...EXPECTATION, configFile: 'other config.json' };
  expect(verifyAgain({ expectation })).toBe(
    "npx --no twilio-preflight verify --env production --config 'other config.json'",
  );
});

it.each([
  ['credentials.json', 'credentials.json'],
  ['-', '-'],
  ["it's here.json", "'it'\\''s here.json'"],
])('names the file again as one word of a shell: %s', (file, word) => {
  const secret = { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v', file } as const;
  expect(verifyAgain({ expectation: EXPECTATION, secret })).toBe(
    `npx --no twilio-preflight verify --env production --local-secret ${word}`,
  );
});
