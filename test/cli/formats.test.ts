import { describe, expect, it } from 'vitest';
import { OUTCOME_FORMATS, type OutcomeFormat } from '../../cli/rendering/formats.ts';
import { run } from '../../cli/run.ts';
import { deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import { failing, report } from '../functions/domain/rendering/reports.ts';
import { startLambda } from './invoke/lambda-stand-in.ts';
import { type RecordedIo, recordedIo } from './recorded-io.ts';
import { type SeededWorld, startSeededWorld } from './seeded-world.ts';

/** What the output of a rejected or deleted key begins with. */
const STARTS: Readonly<Record<OutcomeFormat, RegExp>> = {
  pretty: /^(?:FAIL {2}| {2}What is asked every time)/,
  json: /^\{\n {2}"/,
  junit:
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="(?:credential check|key audit)" tests="\d+" failures="[1-9]/,
  github: /^::error title=production (?:credential|key)\./,
  html: /^<!doctype html>\n<html lang="en">\n/,
  sarif: /^\{\n {2}"\$schema": "https:/,
  markdown: /^## (?:Credential check|Key audit): fail\n\n\| Environment \|/,
};

type Run = RecordedIo & { readonly exitCode: number };

async function runIn({ env, directory }: SeededWorld, argv: readonly string[]): Promise<Run> {
  const recorded = recordedIo({ env, directory });
  return { ...recorded, exitCode: await run(argv, recorded.io) };
}

/** A world in which production's key is gone, and the command asked in it. */
async function judging(command: string): Promise<(format: string) => Promise<Run>> {
  const world = await startSeededWorld();
  deleteApiKey(world.twilio.world, world.production.apiKeySid);
  return async (format) => {
    const ran = await runIn(world, [command, '--env', 'production', '--format', format]);
    for (const canary of world.canaries) {
      expect(ran.stdout() + ran.stderr()).not.toContain(canary.slice(0, 8));
    }
    expect(ran.stderr()).toBe(`note: Twilio is replaced by ${world.twilio.origin}.\n`);
    return ran;
  };
}

async function asking(): Promise<(format: string) => Promise<Run>> {
  await startLambda({ payload: report([failing()]) });
  return async (format) => {
    const recorded = recordedIo();
    const argv = ['invoke', '--function', 'f', '--env', 'production', '--format', format];
    const exitCode = await run(argv, recorded.io);
    expect(recorded.stderr()).toBe('');
    return { ...recorded, exitCode };
  };
}

describe.each([
  ['verify', () => judging('verify')],
  ['diagnose', () => judging('diagnose')],
  ['audit', () => judging('audit')],
  ['invoke', asking],
] as const)('%s', (_command, start) => {
  it('prints every format on stdout alone, and exits the same in each', async () => {
    const ask = await start();
    for (const format of OUTCOME_FORMATS) {
      const { stdout, exitCode } = await ask(format);
      expect(stdout()).toMatch(STARTS[format]);
      expect(stdout()).toMatch(/[^\n]\n$/);
      expect([format, exitCode]).toEqual([format, 1]);
    }
  });
});

it.each(['verify', 'diagnose', 'audit', 'invoke'])(
  'lists every format in the help of %s',
  async (command) => {
    const { io, stdout } = recordedIo();
    await run([command, '--help'], io);
    expect(stdout().replaceAll(/\s+/g, ' ')).toContain(`: ${OUTCOME_FORMATS.join(', ')} (default`);
  },
);
