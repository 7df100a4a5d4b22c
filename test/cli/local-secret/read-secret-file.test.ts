import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSecretFile, type SecretFile } from '../../../cli/local-secret/read-secret-file.ts';
import { PreflightError } from '../../../functions/domain/model/preflight-error.ts';

const VALUE = '{"authToken":"canary-0123456789"}\n';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'preflight-secret-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function read(name: string): Promise<SecretFile> {
  return readSecretFile({ path: join(directory, name), shownAs: `The file ${name}` });
}

function write(content: string | Uint8Array, mode = 0o600): Promise<SecretFile> {
  const file = join(directory, 'secret.json');
  writeFileSync(file, content);
  chmodSync(file, mode);
  return read('secret.json');
}

async function* failingStream(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(VALUE);
  throw new Error(`the system repeats ${VALUE}`);
}

describe('reading a secret from a file', () => {
  it('gives the text as it is, line break included', async () => {
    const { payload } = await write(VALUE);
    expect(payload.expose()).toBe(VALUE);
    expect(JSON.stringify({ payload })).toBe('{"payload":"[redacted]"}');
  });

  it('keeps a byte order mark, as a SecretBinary would', async () => {
    const { payload } = await write(`\uFEFF${VALUE}`);
    expect(payload.expose()).toBe(`\uFEFF${VALUE}`);
  });

  it('takes the 65,536 bytes that a secret may have', async () => {
    const { payload } = await write('x'.repeat(65_536));
    expect(payload.expose()).toHaveLength(65_536);
  });

  it.each([
    [0o600, false],
    [0o400, false],
    [0o640, true],
    [0o644, true],
    [0o604, true],
    [0o622, false],
  ])('tells whether others may read it: mode %o, %s', async (mode, isExposed) => {
    expect(await write(VALUE, mode)).toMatchObject({ isExposed });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['is empty', '', 'is empty'],
    ['is too long', 'canary-0123456789'.repeat(4_000), 'is longer than the 65536 bytes'],
    ['is not UTF-8', Buffer.from([0x63, 0xff, 0xfe]), 'is not UTF-8 text'],
  ])('refuses a file that %s, without its content', async (_name, content, problem) => {
    const error = await write(content).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PreflightError);
    expect(error).toMatchObject({ code: 'secret-file.unusable', fault: 'operator' });
    expect(String(error)).toContain(`The file secret.json ${problem}`);
    expect(String(error)).not.toContain('canary');
  });

  it.each([
    ['does not exist', 'none.json', 'does not exist'],
    ['is a directory', '.', 'is a directory'],
    ['has too long a name', 'x'.repeat(300), 'could not be read (ENAMETOOLONG)'],
  ])('refuses a file that %s', async (_name, name, problem) => {
    await expect(read(name)).rejects.toThrow(problem);
  });

  it('does not repeat what a failing stream says', async () => {
    const reading = readSecretFile({ stream: failingStream(), shownAs: 'Standard input' });
    await expect(reading).rejects.toThrow(/^Standard input could not be read \(unknown error\)/);
  });
});
