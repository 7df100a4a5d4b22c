import { type Facts, factsOf } from '../../../../functions/domain/facts/facts.ts';
import type {
  DeclaredTestCall,
  TwilioRegion,
} from '../../../../functions/domain/model/expectation.ts';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';
import type {
  TestCallEvidence,
  TestCallRecord,
  TestCallRecords,
} from '../../../../functions/domain/model/test-call.ts';
import type { TwilioQuestion, TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { runTestCall } from '../../../../functions/domain/test-call/run-test-call.ts';
import { investigateEnvironments } from '../../../../functions/domain/verification/verify-environments.ts';
import { resource } from '../twilio-replies.ts';
import { fakePorts } from '../verification/fake-ports.ts';
import { answering, PRODUCING, SECRETS } from '../verification/small-world.ts';

const VOICE: DeclaredTestCall = {
  kind: 'voice',
  from: '+15551230000',
  to: '+15551239999',
  acknowledgeCharges: true,
  maxPerDay: 10,
};
export const SID = `CA${'0'.repeat(32)}`;

/** A table in memory, whose calls fail where they are told to. */
export class Table implements TestCallRecords {
  record: TestCallRecord | undefined;
  /** What the next readings give, in place of the record. */
  reads: (TestCallRecord | undefined)[] = [];
  fails: readonly string[] = [];
  conflicts: readonly string[] = [];
  puts = 0;

  async read(): Promise<TestCallRecord | undefined> {
    this.failing('read');
    return this.reads.length > 0 ? this.reads.shift() : this.record;
  }

  async put(record: TestCallRecord): Promise<'stored' | 'conflict'> {
    this.puts += 1;
    this.failing(`put ${this.puts}`);
    if (this.conflicts.includes(`put ${this.puts}`)) return 'conflict';
    this.record = record;
    return 'stored';
  }

  async count(): Promise<boolean> {
    this.failing('count');
    return true;
  }

  private failing(call: string): void {
    if (this.fails.includes(call)) {
      throw new PreflightError('no answer', { code: 'history.unavailable', fault: 'service' });
    }
    if (this.fails.includes(`${call} by a defect`)) throw new TypeError('a defect');
  }
}

interface Played {
  readonly seen: TestCallEvidence;
  readonly asked: readonly string[];
  readonly facts: Facts;
}

interface Setting {
  readonly table?: TestCallRecords | undefined;
  readonly declared?: DeclaredTestCall;
  readonly answers?: (question: TwilioQuestion) => TwilioReply | undefined;
  readonly isOver?: boolean;
  readonly attempt?: string;
  readonly region?: TwilioRegion;
}

export async function play(setting: Setting): Promise<Played> {
  const { declared = VOICE, answers = () => undefined, isOver = false, attempt = 'j-1' } = setting;
  const { region: twilioRegion = 'us1' } = setting;
  const ports = fakePorts(SECRETS, (question) => answers(question) ?? answering(question));
  const expectation = { ...PRODUCING, testCall: declared, twilioRegion };
  const { signal } = new AbortController();
  const request = { expectations: { environments: [expectation] }, environments: [expectation] };
  const { evidence } = await investigateEnvironments(
    { ...request, trigger: 'pipeline', signal },
    ports,
  );
  const [one] = evidence;
  if (one === undefined) throw new Error('nothing was gathered');
  const facts = factsOf(one);
  const order = { records: setting.table, execution: 'e-1', attempt, followForMs: 0 };
  const run = isOver ? AbortSignal.abort() : signal;
  const before = ports.twilio.asked.length;
  const seen = await runTestCall(order, facts, ports, run);
  const asked = ports.twilio.asked
    .slice(before)
    .map(
      ({ form, path }) =>
        `${form === undefined ? 'GET' : 'POST'} ${path.replace(/^.*AC\w+\//, '')}`,
    );
  return { seen, asked, facts };
}

export const placing = (question: TwilioQuestion): TwilioReply | undefined => {
  if (!question.path.includes('/Calls')) return undefined;
  return question.form === undefined
    ? resource({ sid: SID, status: 'completed', price: '-0.0140', price_unit: 'USD' })
    : resource({ sid: SID, status: 'queued' });
};

export const recordOf = (changes: Partial<TestCallRecord>): Table => {
  const table = new Table();
  table.record = {
    environment: 'production',
    execution: 'e-1',
    kind: 'voice',
    from: VOICE.from,
    to: VOICE.to,
    revision: 1,
    attempts: ['j-1'],
    nonce: 'nonce0',
    intendedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
  return table;
};
