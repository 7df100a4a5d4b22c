import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { gatePermissions } from './gate-permissions.ts';
import { deployingStages, gateComesFirst, type StageOrder } from './stages.ts';
import { codeAssets, type Synth, synthesise } from './strangers-app.ts';

const { app, oldestApp } = inject('installed');

const KINDS = [
  {
    kind: 'an aws-codepipeline V2 pipeline',
    example: 'codepipeline',
    file: 'app.mjs',
    gated: { Production: gatedFor('Gate') },
    functions: 1,
  },
  {
    kind: 'CDK Pipelines, in a stage and once before a wave',
    example: 'cdk-pipelines',
    file: 'app.mjs',
    gated: { Staging: gatedFor('staging'), Production: gatedFor('production') },
    functions: 1,
  },
  {
    kind: 'a pipeline with an imported gate',
    example: 'codepipeline',
    file: 'imported-gate.cjs',
    gated: { Production: gatedFor('Gate') },
    functions: 0,
  },
] as const;

const VERSIONS = [
  { versions: 'the versions it is tested with', directory: app },
  { versions: 'the oldest versions it accepts', directory: oldestApp },
] as const;

const CASES = VERSIONS.flatMap((version) => KINDS.map((kind) => ({ ...version, ...kind })));

/** A stage whose one gate has a name with `word` in it, and runs first. */
function gatedFor(word: string): Partial<StageOrder> {
  return { gates: [[1, expect.stringContaining(word)]] };
}

describe.each(CASES)("$kind in a stranger's app, with $versions", (row) => {
  let synth: Synth;
  beforeAll(async () => {
    synth = await synthesise(join(row.directory, '..', row.example), row.file);
  });

  it('synthesises with plain Node', () => {
    expect(synth.exitCode, synth.stderr).toBe(0);
  });

  it('puts the gate before everything that a stage deploys', () => {
    const stages = Object.entries(deployingStages(synth.assembly, 'Delivery'));
    for (const [name, stage] of stages) expect([name, gateComesFirst(stage)]).toEqual([name, true]);
    expect(Object.fromEntries(stages)).toMatchObject(row.gated);
  });

  it('lets each gate be invoked by the role of its action, and answer the job', () => {
    for (const gate of gatePermissions(synth.assembly, 'Delivery')) {
      expect(gate.invoke, gate.name).toContain('lambda:InvokeFunction');
      if (row.functions > 0) {
        expect(gate.answer).toContain('codepipeline:PutJobSuccessResult');
        expect(gate.answer).toContain('codepipeline:PutJobFailureResult');
      }
    }
  });

  it('carries the code of the gate if it deploys one, and no other', () => {
    expect(codeAssets(synth.assembly)).toHaveLength(row.functions);
  });
});

describe("a pipeline in a stranger's app", () => {
  it("passes the CDK's own check of its template, which is on by default", async () => {
    const { exitCode, stderr } = await synthesise(app, 'app.mjs', {
      CDK_VALIDATION: 'true',
    });
    expect(exitCode, stderr).toBe(0);
  });
});
