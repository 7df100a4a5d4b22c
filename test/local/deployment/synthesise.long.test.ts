import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { synthesise } from '../../../local/deployment/synthesise.ts';

it('rejects with what the app says of a configuration that is not valid', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'preflight-refused-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const configFile = join(directory, 'refused.json');
  writeFileSync(configFile, '{"environments":{"production":{"acount":{}}}}');
  const outDir = join(directory, 'out');

  const synthesis = synthesise({ configFile, outDir });

  await expect(synthesis).rejects.toThrow(/^The stack could not be synthesised:/);
  await expect(synthesis).rejects.toThrow('environments.production.acount');
  expect(existsSync(join(outDir, 'manifest.json'))).toBe(false);
});
