import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../cli/arguments/parse-arguments.ts';
import { loadConfiguration } from '../../../cli/verify/load-configuration.ts';
import { VERIFY } from '../../../cli/verify/verify-command.ts';
import { readTextFile } from '../../../functions/configuration/read-text-file.ts';
import { loadConfiguration as loadAtSynth } from '../../../infra/configuration/load-configuration.ts';

const directory = mkdtempSync(join(tmpdir(), 'text-file-'));

function made(name: string, make: (path: string) => void): string {
  const path = join(directory, name);
  make(path);
  return path;
}

const pipe = made('pipe', (path) => execFileSync('mkfifo', [path]));
const loop = made('loop', (path) => symlinkSync(path, path));
const long = made('long', (path) => writeFileSync(path, ' '.repeat(1_000_001)));
const longest = made('longest', (path) => writeFileSync(path, ' '.repeat(1_000_000)));

const UNUSABLE: readonly (readonly [string, string, string])[] = [
  ['a device without an end', '/dev/zero', 'is a pipe or a device, no regular file'],
  ['a device that is empty', '/dev/null', 'is a pipe or a device, no regular file'],
  ['a named pipe that no one writes to', pipe, 'is a pipe or a device, no regular file'],
  ['a directory', directory, 'is a directory'],
  ['nothing', join(directory, 'none'), 'does not exist'],
  ['a path through a file', join(longest, 'none'), 'does not exist: a part of its path'],
  ['a link to itself', loop, 'is a symbolic link that leads nowhere'],
  ['more than 1,000,000 bytes', long, 'is longer than 1000000 bytes'],
];

describe.each(UNUSABLE)('%s', (_what, path, problem) => {
  it('is refused in words, without waiting', () => {
    expect(readTextFile(path)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(problem),
    });
  });

  it('is refused as a configuration, by the command line and at synth', () => {
    const given = parseArguments(['--config', path], VERIFY);
    expect(() => loadConfiguration(given, { directory: '/' })).toThrow(problem);
    expect(() => loadAtSynth(path)).toThrow(problem);
  });
});

it.skipIf(process.platform !== 'linux')(
  'reads a file of 1,000,000 bytes, and one whose size is not known',
  () => {
    expect(readTextFile(longest)).toMatchObject({ ok: true });
    expect(readTextFile('/proc/self/status')).toMatchObject({
      ok: true,
      text: expect.stringContaining('Name:'),
    });
  },
);
