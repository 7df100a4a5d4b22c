import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Row {
  readonly folder: string;
  readonly imports: string;
}

const REFUSED: readonly Row[] = [
  { folder: 'functions/domain/checks', imports: '../../adapters/aws/a.ts' },
  { folder: 'functions/domain', imports: './compose.ts' },
  { folder: 'functions/domain', imports: '../compose-base.ts' },
  { folder: 'functions/domain', imports: '../compose-health.ts' },
  { folder: 'functions/domain', imports: '../contract.ts' },
  { folder: 'functions/domain', imports: 'node:crypto' },
  { folder: 'functions/domain', imports: 'zod' },
  { folder: 'functions/domain', imports: 'twilio' },
  { folder: 'functions/domain', imports: '@aws-sdk/client-sns' },
  { folder: 'functions/domain', imports: '@aws-lambda-powertools/logger' },
  { folder: 'functions/adapters/aws', imports: '../../handlers/gate.ts' },
  { folder: 'functions/adapters/aws', imports: '../../config.ts' },
  { folder: 'functions/configuration', imports: '../adapters/aws/a.ts' },
  { folder: 'functions/handlers/gate', imports: '../../adapters/aws/a.ts' },
  { folder: 'functions/handlers/gate', imports: '@aws-sdk/client-sns' },
  { folder: 'infra', imports: '../functions/domain/model/evidence.ts' },
  { folder: 'infra', imports: '../functions/compose.ts' },
  { folder: 'infra', imports: '../functions/compose-base.ts' },
  { folder: 'cli', imports: '../functions/adapters/aws/a.ts' },
  { folder: 'cli', imports: '../local/start.ts' },
  { folder: 'functions/domain', imports: '../../kit/startup.ts' },
  { folder: 'infra', imports: '../kit/health.ts' },
  { folder: 'kit', imports: '../functions/compose.ts' },
  { folder: 'kit', imports: '../functions/configuration/parse-configuration.ts' },
  { folder: 'kit', imports: '../local/start.ts' },
  { folder: 'kit', imports: 'twilio' },
  { folder: 'kit', imports: 'zod' },
  { folder: 'local', imports: '../functions/domain/model/evidence.ts' },
  { folder: 'local', imports: '../infra/app.ts' },
  { folder: 'packaging', imports: '../infra/constructs/alert-topic.ts' },
  { folder: 'packaging', imports: '../functions/compose.ts' },
];

const ALLOWED: readonly Row[] = [
  { folder: 'functions/domain/checks', imports: '../model/report.ts' },
  { folder: 'functions/adapters/aws', imports: '../../domain/model/ports.ts' },
  { folder: 'functions/handlers/gate', imports: '../../compose.ts' },
  { folder: 'functions/handlers/gate', imports: '../../compose-base.ts' },
  { folder: 'infra', imports: '../functions/configuration/parse-configuration.ts' },
  { folder: 'cli', imports: '../functions/compose.ts' },
  { folder: 'cli/doctor/ports', imports: '../../../functions/adapters/aws/a.ts' },
  { folder: 'cli/init/ports', imports: '../../../functions/adapters/aws/a.ts' },
  { folder: 'kit', imports: '../functions/domain/health/cached-lookup.ts' },
  { folder: 'kit', imports: '../functions/adapters/twilio/read-reply.ts' },
  { folder: 'packaging', imports: '../infra/bundling/build-function-bundle.ts' },
];

const ROWS: readonly Row[] = [...REFUSED, ...ALLOWED];

describe('the layer rules', () => {
  const root = mkdtempSync(join(tmpdir(), 'layers-'));
  let findings = '';

  // One file per row in a tree with the project's own rules, linted in one go.
  beforeAll(() => {
    copyFileSync('biome.jsonc', join(root, 'biome.jsonc'));
    for (const row of ROWS) {
      const file = join(root, fileOf(row));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import { a } from '${row.imports}';\n\nexport const b: unknown = a;\n`);
    }
    const biome = resolve('node_modules/.bin/biome');
    const args = [
      'lint',
      '--only=style/noRestrictedImports',
      '--reporter=github',
      '--max-diagnostics=none',
      '.',
    ];
    findings = spawnSync(biome, args, { cwd: root, encoding: 'utf8' }).stdout;
  });

  afterAll(() => rmSync(root, { recursive: true }));

  test.each(REFUSED)('refuse $imports in $folder', (row) => {
    expect(findings).toContain(fileOf(row));
  });

  test.each(ALLOWED)('allow $imports in $folder', (row) => {
    expect(findings).not.toContain(fileOf(row));
  });
});

function fileOf(row: Row): string {
  return `${row.folder}/row-${ROWS.indexOf(row)}.ts`;
}
