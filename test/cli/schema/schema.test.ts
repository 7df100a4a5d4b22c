import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import { recordedIo } from '../recorded-io.ts';

it.each([
  ['schema', 'preflight.schema.json'],
  ['schema config', 'preflight.schema.json'],
  ['schema report', 'report.schema.json'],
])('%s prints the published %s', async (line, file) => {
  const { io, stdout } = recordedIo();
  expect(await run(line.split(' '), io)).toBe(0);
  expect(stdout()).toBe(readFileSync(file, 'utf8'));
});

it('exits 2 for another schema', async () => {
  const { io, stderr } = recordedIo();
  expect(await run(['schema', 'audit'], io)).toBe(2);
  expect(stderr()).toBe('error: Unknown schema audit. Schemas: config, report.\n');
});
