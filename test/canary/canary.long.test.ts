import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderText } from '../../cli/rendering/render-text.ts';
import { createPowertoolsLog } from '../../functions/adapters/log/powertools-log.ts';
import type { Report } from '../../functions/domain/model/report.ts';
import { type GateWorld, startGateWorld, type TestGate } from '../functions/handlers/gate-world.ts';
import { openKeepingGate } from '../functions/handlers/history-world.ts';
import { ARTIFACT_CREDENTIALS, jobEvent } from '../functions/handlers/job-event.ts';
import { createLeakFinder } from './find-leak.ts';
import { FUNCTION_SECRET_KEY, HOSTILE_FAULTS, type HostileRow } from './hostile-faults.ts';
import { PAYLOADS, type PayloadRow, secretsOf } from './secret-payloads.ts';
import { withoutIdentifiers } from './without-identifiers.ts';

let world: GateWorld;
let written: string[] = [];

beforeAll(async () => {
  world = await startGateWorld();
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', FUNCTION_SECRET_KEY);
});

afterAll(() => world.close());

beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      return true;
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
});

interface Combination {
  readonly payload: PayloadRow;
  readonly fault?: HostileRow | undefined;
}

const FUNCTION_SECRETS = [
  FUNCTION_SECRET_KEY,
  ARTIFACT_CREDENTIALS.secretAccessKey,
  ARTIFACT_CREDENTIALS.sessionToken,
];

interface Driven {
  readonly secrets: readonly string[];
  readonly sids: readonly string[];
  readonly leak: string | undefined;
}

const PATIENCE_MS = 100;

/** Drives a job and direct invocations, and gives what leaked, if anything. */
async function drive({ payload, fault }: Combination): Promise<Driven> {
  const gate = await openKeepingGate(world, {
    historyTimeoutMs: PATIENCE_MS,
    speed: 20,
    hurry: { answering: 60 },
    timeoutsMs: {
      secrets: PATIENCE_MS,
      twilio: PATIENCE_MS,
      jobs: PATIENCE_MS,
      alerts: PATIENCE_MS,
    },
    base: { log: createPowertoolsLog() },
  });
  const value = payload.payload(gate);
  world.aws.secrets.put({ id: gate.secretId('production'), value });
  const { id } = world.aws.jobs.create();
  fault?.arrange(gate, id);
  await gate.handler(jobEvent(id, 'production'), gate.context);
  const answers = [await invoke(gate, { environment: 'production' })];
  if (fault === undefined) {
    answers.push(await invoke(gate, { environments: ['production'], throwOnFailure: true }));
  }
  const said = [
    JSON.stringify(world.aws.jobs.get(id)),
    ...answers,
    ...gate.mails(),
    ...gate.texts(),
    JSON.stringify(gate.twilio.journal.entries()),
    JSON.stringify(await world.aws.tables.items(gate.table)),
  ];
  const secrets = secretsOf(gate);
  const sids = [...Object.values(gate.accounts), ...Object.values(gate.keys)].map(({ sid }) => sid);
  const finder = createLeakFinder([...secrets, ...FUNCTION_SECRETS]);
  return { secrets, sids, leak: finder.find(withoutIdentifiers(said.join('\n'), sids)) };
}

/** The report in every form, or the error with its stack and cause. */
async function invoke(gate: TestGate, payload: unknown): Promise<string> {
  try {
    const report = (await gate.handler(payload, gate.context)) as Report;
    return `${JSON.stringify(report)}\n${renderText(report)}\n${inspect(report, { depth: 9 })}`;
  } catch (error) {
    return inspect(error, { depth: 9, showHidden: true });
  }
}

/** Drives all, eight at once since they wait more than they work; then reads what all of them logged. */
async function leaksOf(combinations: readonly Combination[]): Promise<readonly string[]> {
  const leaks: string[] = [];
  const secrets: string[] = [...FUNCTION_SECRETS];
  const sids = new Set<string>();
  const waiting = [...combinations];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const driven = await drive(next);
      secrets.push(...driven.secrets);
      for (const sid of driven.sids) sids.add(sid);
      if (driven.leak !== undefined) {
        leaks.push(`${next.payload.name}, ${next.fault?.name}: ${driven.leak}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  const journal = JSON.stringify(world.aws.journal.list());
  const text = withoutIdentifiers(`${written.join('')}\n${journal}`, sids);
  const shared = createLeakFinder(secrets).find(text);
  return shared === undefined ? leaks : [...leaks, `the log or the journal of AWS: ${shared}`];
}

const [GOOD_KEY] = PAYLOADS;

describe('no secret is shown', () => {
  it('in any form of a secret that can be put', async () => {
    expect(await leaksOf(PAYLOADS.map((payload) => ({ payload })))).toEqual([]);
    expect(written.join('')).toContain('"verified"');
  });

  it('under any fault', async () => {
    const combinations = HOSTILE_FAULTS.flatMap((fault) =>
      GOOD_KEY === undefined ? [] : [{ payload: GOOD_KEY, fault }],
    );
    expect(await leaksOf(combinations)).toEqual([]);
  });

  it('under combinations of forms and faults', async () => {
    // Strides without a common divisor reach other pairs than the tests above, always the same.
    const combinations = Array.from({ length: 40 }, (_, index): Combination => {
      const payload = PAYLOADS[(index * 17) % PAYLOADS.length] ?? PAYLOADS[0];
      const fault = HOSTILE_FAULTS[(index * 29) % HOSTILE_FAULTS.length];
      return { payload: payload as PayloadRow, fault };
    });
    expect(await leaksOf(combinations)).toEqual([]);
  });
});
