import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createDirectoryStore } from '../../../../cli/fleet/one-process/directory-store.ts';
import { temporaryFiles } from '../../temporary-files.ts';

it('gives every line of an object that was opened long before it is read', async () => {
  const store = createDirectoryStore(temporaryFiles({}));
  const call = { signal: new AbortController().signal };
  await store.put('runs/1/a', 'one\ntwo\n', call);
  const opened = (await store.lines('runs/1/a', call)) ?? [];
  // Longer than reading so small a file takes: other files are read meanwhile.
  for (let times = 0; times < 50; times += 1) {
    for await (const line of (await store.lines('runs/1/a', call)) ?? []) expect(line).not.toBe('');
  }
  const lines: string[] = [];
  for await (const line of opened) lines.push(line);
  expect(lines).toEqual(['one', 'two']);
});

it('says where an object could not be written, and why', async () => {
  const directory = join(temporaryFiles({ full: '' }), 'full');
  const { signal } = new AbortController();
  await expect(createDirectoryStore(directory).put('runs/1/a', '', { signal })).rejects.toThrow(
    /^The temporary directory \S+full could not be written \(E\w+\)\. Make room in it, or name another one with TMPDIR\.$/,
  );
});
