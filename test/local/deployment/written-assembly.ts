import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const FUNCTION = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Handler: 'index.handler',
    Code: { S3Key: 'hash.zip' },
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
  },
};

/** A small valid template: one function and its role. */
export const TEMPLATE: {
  readonly Resources: Readonly<Record<string, object>>;
  readonly Outputs: object;
} = {
  Resources: { Role: { Type: 'AWS::IAM::Role' }, Gate: FUNCTION },
  Outputs: { GateFunctionName: { Value: { Ref: 'Gate' } } },
};

/** Writes cloud assemblies' files; the function's code answers its environment. */
export function writeAssembly(
  template: unknown,
  stackNames: readonly string[] = ['Stack'],
): string {
  const directory = mkdtempSync(join(tmpdir(), 'preflight-assembly-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const files = { hash: { source: { path: 'asset.hash' } } };
  for (const name of stackNames) {
    writeFileSync(join(directory, `${name}.template.json`), JSON.stringify(template));
    writeFileSync(join(directory, `${name}.assets.json`), JSON.stringify({ files }));
  }
  mkdirSync(join(directory, 'asset.hash'));
  const code = 'export const handler = async () => process.env;';
  writeFileSync(join(directory, 'asset.hash', 'index.mjs'), code);
  return directory;
}
