import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../../cli/run.ts';
import { raw, startStandIn } from '../functions/adapters/aws/start-stand-in.ts';
import { recordedIo } from './recorded-io.ts';
import { temporaryFiles } from './temporary-files.ts';

const CONFIGURATION = {
  environments: {
    production: {
      secret: { id: 'production/twilio/credentials', region: 'us-east-1' },
      account: { sid: `AC${'5f'.repeat(16)}` },
    },
  },
};

const COMMANDS = [
  ['verify'],
  ['diagnose', '--env', 'production'],
  ['audit'],
  ['invoke', '--function', 'the-gate', '--env', 'production'],
  ['history', '--function', 'the-gate', '--env', 'production'],
] as const;

const SITUATIONS = [
  {
    name: 'no sign-in',
    set: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    line: /^error: You are not signed in to AWS\. Run: aws sso login .*\n$/,
    asked: [],
  },
  {
    name: 'a profile that is not configured',
    set: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_PROFILE: 'nope' },
    line: /^error: The AWS profile nope gives no credentials: .* Run: aws sso login --profile nope .*\n$/,
    asked: [],
  },
  {
    name: 'a session that has ended',
    set: { AWS_SESSION_TOKEN: 'a-session' },
    line: /^error: Your AWS session has ended \(ExpiredTokenException\)\. Run: aws sso login\n$/,
    asked: ['GetCallerIdentity'],
  },
] as const;

describe.each(SITUATIONS)('with $name', ({ set, line, asked }) => {
  it.each(COMMANDS.map((argv) => ({ argv })))(
    'says what is missing and asks nothing: $argv.0',
    async ({ argv }) => {
      const aws = await startStandIn((response) => {
        response.writeHead(403, { 'content-type': 'text/xml' });
        response.end(
          '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredTokenException</Code><Message>It has.</Message></Error></ErrorResponse>',
        );
      });
      for (const [name, value] of Object.entries(set)) vi.stubEnv(name, value);
      const directory = temporaryFiles({ 'preflight.config.json': JSON.stringify(CONFIGURATION) });
      const { io, stdout, stderr } = recordedIo({ directory, env: process.env });
      expect(await run(argv, io)).toBe(2);
      expect(stdout()).toBe('');
      expect(stderr()).toMatch(line);
      expect(aws.requests.map(({ operation }) => operation)).toEqual(asked);
    },
  );
});

describe('a session of another partition', () => {
  it.each([
    { name: 'the Region of the profile', argv: COMMANDS[0], settings: 'region = cn-north-1' },
    {
      name: '--region',
      argv: [...COMMANDS[3], '--region', 'cn-north-1'],
      settings: 'output = json',
    },
  ])('is tried there, by $name: elsewhere AWS does not know it', async ({ argv, settings }) => {
    const aws = await startStandIn(raw(500, ''));
    const directory = temporaryFiles({
      'preflight.config.json': JSON.stringify(CONFIGURATION),
      config: `[default]\n${settings}\n`,
    });
    vi.stubEnv('AWS_SESSION_TOKEN', 'a-session');
    vi.stubEnv('AWS_REGION', undefined);
    vi.stubEnv('AWS_CONFIG_FILE', join(directory, 'config'));
    const { io } = recordedIo({ directory, env: process.env });
    await run(argv, io);
    expect(aws.requests[0]).toMatchObject({ operation: 'GetCallerIdentity', region: 'cn-north-1' });
  });
});
