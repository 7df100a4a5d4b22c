import { describe, expect, it } from 'vitest';
import { OUTCOME_FORMATS } from '../../cli/rendering/formats.ts';
import { run } from '../../cli/run.ts';
import { deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import {
  failing,
  passing,
  REJECTED,
  report,
  undecided,
} from '../functions/domain/rendering/reports.ts';
import { startLambda } from './invoke/lambda-stand-in.ts';
import { recordedIo } from './recorded-io.ts';
import { PRODUCTION_SECRET_ID, type SeededWorld, startSeededWorld } from './seeded-world.ts';

/** Runs a command in the world that a row describes; gives its exit code. */
type Ask = (argv: readonly string[]) => Promise<number>;

interface State {
  /** Settings of production. */
  readonly production?: object;
  readonly arrange?: (world: SeededWorld) => void;
  /** What the gate reports in that state. */
  readonly reported: Parameters<typeof report>[0][number];
}

const WARNED = passing({
  name: 'production',
  verdict: 'warn',
  checks: passing().checks.map((check, index) =>
    index === 0 ? { ...check, status: 'warn' } : check,
  ),
});

/** The states that production can be in, by their verdict and what a person must do. */
const STATES = {
  pass: { reported: passing({ name: 'production' }) },
  warn: {
    production: { credential: { labelPrefix: 'production-' } },
    reported: WARNED,
  },
  fail: {
    arrange: (world) => deleteApiKey(world.twilio.world, world.production.apiKeySid),
    reported: failing(),
  },
  misconfigured: {
    arrange: ({ aws }) => {
      aws.secrets.put({ id: PRODUCTION_SECRET_ID, value: 'no JSON' });
    },
    reported: failing({ diagnosis: { ...REJECTED, cause: 'secret.not-json' } }),
  },
  inconclusive: {
    arrange: ({ twilio }) => {
      twilio.faults.add({ kind: 'html', status: 403 });
    },
    reported: undecided({ name: 'production' }),
  },
  shadow: {
    production: { mode: 'shadow' },
    arrange: (world) => deleteApiKey(world.twilio.world, world.production.apiKeySid),
    reported: failing({ mode: 'shadow', blocked: false }),
  },
} as const satisfies Readonly<Record<string, State>>;

type StateName = keyof typeof STATES;
type Row = Readonly<Record<StateName, readonly [code: number, strict: number]>>;

/** Those of a gate's verdict; of the audit, which knows no mode and for which another label is a failure. */
const GATE: Row = {
  pass: [0, 0],
  warn: [0, 4],
  fail: [1, 1],
  misconfigured: [2, 2],
  inconclusive: [3, 3],
  shadow: [0, 0],
};
const EXIT_CODES: Readonly<Record<string, Row>> = {
  verify: GATE,
  diagnose: GATE,
  invoke: GATE,
  audit: { ...GATE, warn: [1, 1], misconfigured: [3, 3], shadow: [1, 1] },
};

async function prepare(command: string, { production, arrange, reported }: State): Promise<Ask> {
  if (command === 'invoke') {
    await startLambda({ payload: report([reported]) });
    return (argv) => run([command, '--function', 'f', ...argv], recordedIo().io);
  }
  const world = await startSeededWorld(production);
  arrange?.(world);
  const { directory, env } = world;
  return async (argv) => {
    const recorded = recordedIo({ directory, env });
    const exitCode = await run([command, ...argv], recorded.io);
    expect(recorded.stderr()).not.toContain('error:');
    return exitCode;
  };
}

const ROWS = Object.entries(EXIT_CODES)
  .flatMap(([command, codes]) =>
    Object.entries(codes).map(([state, [code, strict]]) => ({ command, state, code, strict })),
  )
  // With --strict one format for each row, in turn: between them they are all of them.
  .map((row, index) => ({ ...row, strictly: OUTCOME_FORMATS[index % OUTCOME_FORMATS.length] }));

describe('the exit code follows the verdict, and is the same in every format', () => {
  it.each(ROWS)('$command of $state: $code, with --strict $strict', async (row) => {
    const ask = await prepare(row.command, STATES[row.state as StateName]);
    for (const format of OUTCOME_FORMATS) {
      const argv = ['--env', 'production', '--format', format];
      expect([format, await ask(argv)]).toEqual([format, row.code]);
    }
    const strictly = ['--env', 'production', '--format', `${row.strictly}`, '--strict'];
    expect([row.strictly, await ask(strictly)]).toEqual([row.strictly, row.strict]);
  });
});
