import { expect, it } from 'vitest';
import { run } from '../../cli/run.ts';
import { startLambda } from '../cli/invoke/lambda-stand-in.ts';
import { recordedIo } from '../cli/recorded-io.ts';
import { startSeededWorld } from '../cli/seeded-world.ts';
import { comparable } from './comparable.ts';
import { GATE_ROWS } from './gate-rows.ts';
import type { KeptItems } from './played-history.ts';
import { readFixture } from './played-rows.ts';

interface Gate {
  readonly report: unknown;
}

const INVOKE = ['invoke', '--function', 'the-gate', '--env', 'production', '--format', 'json'];
const HISTORY = ['history', '--function', 'the-gate', '--env', 'production', '--format', 'json'];
/** What `invoke` ends with, given the report of that name. */
const EXIT_CODES: Readonly<Record<string, number>> = {
  pass: 0,
  'warn-label': 0,
  'stale-version': 1,
  'stale-version-shadow': 0,
  rejected: 1,
  'wrong-account': 1,
  whitespace: 2,
  'missing-field': 2,
  'secret-not-found': 2,
  'secret-access-denied': 1,
  'rotation-in-progress': 3,
  'rate-limited': 3,
  'twilio-unavailable-allowed': 0,
  suspended: 1,
  'shared-credential': 1,
  reach: 1,
  'over-privileged': 1,
  'webhook-token': 0,
  'webhook-token-rejected': 1,
};

it.each(['verify', 'audit'])('prints the JSON of version 0.1.0: %s', async (command) => {
  const { env, directory } = await startSeededWorld();
  const { io, stdout } = recordedIo({ env, directory });
  const exitCode = await run([command, '--format', 'json'], io);
  const printed: unknown = { exitCode, json: JSON.parse(stdout()) };
  expect(comparable(printed)).toEqual(comparable(readFixture(`cli-${command}`)));
});

it.each(GATE_ROWS)('reads the report of a gate of version 0.1.0: $name', async ({ name }) => {
  const { report } = readFixture<Gate>(name);
  await startLambda({ payload: report });
  const { io, stdout } = recordedIo();
  expect(await run(INVOKE, io)).toBe(EXIT_CODES[name]);
  expect(JSON.parse(stdout())).toEqual(report);
});

it('reads the history of a gate of version 0.1.0', async () => {
  const { answer } = readFixture<KeptItems>('stored-items');
  await startLambda({ payload: answer });
  const { io, stdout } = recordedIo();
  expect(await run(HISTORY, io)).toBe(0);
  expect(JSON.parse(stdout())).toEqual(answer);
});
