import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import type { Services } from '../../../cli/services.ts';
import { Redacted } from '../../../functions/domain/model/redacted.ts';
import { fakeClock } from '../../functions/domain/verification/fake-clock.ts';
import { fakePorts } from '../../functions/domain/verification/fake-ports.ts';
import { recordedIo } from '../recorded-io.ts';
import { temporaryFiles } from '../temporary-files.ts';
// Before the clock passes: commands load their code when they run.
import '../../../cli/init/init.ts';

const SID = 'ACdfb5b35a454c6996821c13b13e6f33ed';
const TOKEN = new Redacted(
  JSON.stringify({ accountSid: SID, authToken: 'e1b8c7d2f3a495068712bc3d4e5f6a7b' }),
);
const LONGEST_MS = 120_000;
const STEP_MS = 500;

const hang = (): Promise<never> => new Promise(() => undefined);

it.each([
  ['DescribeSecret', 'describe', 'Looking up the secrets did not end in time'],
  ['GetSecretValue', 'read', 'Listing the accounts at Twilio did not end in time'],
  ['Twilio', 'ask', 'Listing the accounts at Twilio did not end in time'],
])('ends with 3 and writes nothing while %s hangs', async (_name, port, message) => {
  const clock = fakeClock();
  const secrets = {
    describe: async () => undefined,
    read: async () => ({
      outcome: 'read' as const,
      versionId: 'v1',
      versionStage: 'AWSCURRENT' as const,
      payload: TOKEN,
    }),
    ...(port !== 'ask' && { [port]: hang }),
  };
  const services: Services = {
    clock,
    signIn: async () => undefined,
    composeVerification: () => () => ({
      ...fakePorts({}, () => undefined),
      clock,
      secrets,
      twilio: { ask: hang },
    }),
  };
  const directory = temporaryFiles({});
  const { io, stderr } = recordedIo({ directory, services });
  const auditor = port === 'describe' ? [] : ['--auditor', 'twilio/auditor'];
  let exitCode: number | undefined;
  void run(['init', '--env', `production=prod:${SID}`, ...auditor], io).then((code) => {
    exitCode = code;
  });
  while (exitCode === undefined && clock.monotonicMs() <= LONGEST_MS) {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    clock.pass(STEP_MS);
  }
  expect({ exitCode, stderr: stderr() }).toEqual({ exitCode: 3, stderr: `error: ${message}\n` });
  expect(existsSync(join(directory, 'preflight.config.json'))).toBe(false);
});
