import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FunctionOptions, LocalFunction } from '../../../local/lambda/local-function.ts';
import { startFunction } from '../../../local/lambda/start-function.ts';

/** An asset of one file, gone after the test. */
export function assetWith(code: string, file = 'index.mjs'): string {
  const directory = mkdtempSync(join(tmpdir(), 'preflight-lambda-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, file), code);
  return directory;
}

/** A function of this module text, closed after the test. */
export async function functionOf(
  code: string,
  options: Partial<FunctionOptions> = {},
): Promise<LocalFunction> {
  const started = await startFunction({
    functionName: 'example',
    assetDirectory: assetWith(code),
    handler: 'index.handler',
    environment: {},
    timeoutMs: 10_000,
    ...options,
  });
  onTestFinished(() => started.close());
  return started;
}
