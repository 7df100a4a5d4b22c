import { randomUUID } from 'node:crypto';
import type { Gate } from '../../../functions/compose.ts';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import type { Clock, JobResult } from '../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../functions/domain/model/redacted.ts';
import type { TestCallRecord } from '../../../functions/domain/model/test-call.ts';
import type { TwilioQuestion, TwilioReply } from '../../../functions/domain/model/twilio-api.ts';
import { createGateHandler } from '../../../functions/handlers/gate.ts';
import { ACCOUNTS } from '../domain/accounts.ts';
import { KEY_SECRET } from '../domain/credential/samples.ts';
import { DENIED, numbersPage, resource } from '../domain/twilio-replies.ts';
import { jobEvent } from './job-event.ts';

/** Lambda ends a delivery at this call of a port: before it did anything, or after. */
export interface Kill {
  readonly at: number;
  readonly phase: 'before' | 'after';
}

interface Call {
  readonly sid: string;
  readonly twiml: string;
  readonly createdAtMs: number;
}

/** What became of one job, and of those that continued it. */
export interface Played {
  readonly calls: readonly Call[];
  /** The answers that CodePipeline took, one for each job. */
  readonly answers: readonly JobResult[];
  /** Calls of ports that the first delivery made. */
  readonly firstCalls: number;
}

const DELIVERIES = 10;
const BETWEEN_MS = 30_000;
const LIST_LAG_MS = 40_000;
const PAUSE_MS = 2_000;
const BEGAN_MS = Date.parse('2026-11-28T10:00:00.000Z');

const CONFIGURATION = JSON.stringify({
  environments: {
    production: {
      secret: { id: 'production' },
      account: { sid: ACCOUNTS.production },
      testCall: {
        kind: 'voice',
        from: '+15551230000',
        to: '+15551239999',
        acknowledgeCharges: true,
      },
    },
  },
});

/** Everything outside of the function: it outlives each delivery. */
class Outside {
  readonly calls: Call[] = [];
  readonly records = new Map<string, TestCallRecord>();
  readonly answers = new Map<string, JobResult>();
  counted = 0;
  nowMs = BEGAN_MS;

  put(record: TestCallRecord): 'stored' | 'conflict' {
    const before = this.records.get(record.execution)?.revision ?? 0;
    if (record.revision !== before + 1) return 'conflict';
    this.records.set(record.execution, structuredClone(record));
    return 'stored';
  }

  ask({ path, form, query }: TwilioQuestion): TwilioReply {
    if (path.includes('/IncomingPhoneNumbers')) return numbersPage(ACCOUNTS.production);
    if (!path.includes('/Calls')) return DENIED;
    if (form !== undefined) return this.place(String(form['Twiml']));
    if (query !== undefined) {
      const listed = this.calls.filter((one) => this.nowMs - one.createdAtMs >= LIST_LAG_MS);
      return resource({
        calls: listed.map(({ sid, createdAtMs }) => ({
          sid,
          direction: 'outbound-api',
          date_created: new Date(createdAtMs).toUTCString(),
        })),
      });
    }
    const asked = this.calls.find(({ sid }) => path.includes(sid));
    return path.includes('/Events')
      ? resource({ events: [{ request: { parameters: { twiml: asked?.twiml } } }] })
      : resource({ sid: asked?.sid, status: 'completed', price: null });
  }

  private place(twiml: string): TwilioReply {
    const sid = `CA${randomUUID().replaceAll('-', '')}`;
    this.calls.push({ sid, twiml, createdAtMs: this.nowMs });
    return resource({ sid, status: 'queued' });
  }
}

/** One delivery: when it is killed nothing of it goes on. */
class Life {
  private readonly kill: Kill | undefined;
  private made = 0;
  private isDead = false;
  private die: () => void = () => undefined;
  readonly death = new Promise<void>((resolve) => {
    this.die = resolve;
  });

  constructor(kill: Kill | undefined) {
    this.kill = kill;
  }

  get calls(): number {
    return this.made;
  }

  /** A call of a port, which takes effect once. */
  async call<T>(effect: () => T): Promise<T> {
    this.made += 1;
    const isLast = this.made === this.kill?.at;
    if (this.isDead || (isLast && this.kill?.phase === 'before')) return await this.end();
    const result = effect();
    if (isLast) return await this.end();
    await Promise.resolve();
    return result;
  }

  private end(): Promise<never> {
    this.isDead = true;
    this.die();
    return new Promise<never>(() => undefined);
  }
}

/** Time passes only in the pauses between two looks at a call: no limit is ever reached. */
function pausingClock(outside: Outside, life: Life): Clock {
  return {
    now: () => new Date(outside.nowMs),
    monotonicMs: () => outside.nowMs - BEGAN_MS,
    sleep: async (durationMs, signal) => {
      if (durationMs === PAUSE_MS) {
        return await life.call(() => {
          outside.nowMs += durationMs;
        });
      }
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    },
  };
}

function handlerOf(outside: Outside, life: Life) {
  const clock = pausingClock(outside, life);
  const randomness = { fraction: () => 0.5, uuid: randomUUID };
  const nothing = (): void => undefined;
  const gate: Gate = {
    configuration: parseOrThrow(CONFIGURATION),
    region: 'us-east-1',
    verificationPorts: () => ({
      clock,
      randomness,
      fingerprints: { of: () => '' },
      secrets: {
        read: () =>
          life.call(() => ({
            outcome: 'read',
            versionId: 'v-1',
            versionStage: 'AWSCURRENT',
            payload: new Redacted(
              JSON.stringify({
                accountSid: ACCOUNTS.production,
                apiKeySid: `SK${'4b'.repeat(14)}1c2d`,
                apiKeySecret: KEY_SECRET,
              }),
            ),
          })),
        describe: async () => undefined,
      },
      twilio: { ask: (question) => life.call(() => outside.ask(question)) },
    }),
  };
  return createGateHandler(
    {
      alerts: undefined,
      clock,
      randomness,
      log: { info: nothing, warn: nothing, error: nothing },
      metrics: { record: nothing, publish: async () => undefined },
      jobs: {
        answer: (jobId, result) =>
          life.call(() => {
            const isFirst = !outside.answers.has(jobId);
            if (isFirst) outside.answers.set(jobId, result);
            return { outcome: isFirst ? 'accepted' : 'already-completed', detail: '' };
          }),
      },
      testCalls: {
        read: ({ execution }) => life.call(() => outside.records.get(execution)),
        put: (record) => life.call(() => outside.put(record)),
        count: ({ limit }) =>
          life.call(() => {
            outside.counted += 1;
            return outside.counted <= limit;
          }),
      },
    },
    () => gate,
  );
}

/** Delivers one job ten times, and those that continue it, killing each delivery as is given. */
export async function deliverKilled(
  kills: readonly (Kill | undefined)[],
  executionId?: string,
): Promise<Played> {
  const outside = new Outside();
  const parameters = JSON.stringify({ environment: 'production', executionId });
  let job = { id: randomUUID() as string, token: undefined as string | undefined };
  let firstCalls = 0;
  for (let delivery = 0; delivery < DELIVERIES; delivery += 1) {
    const life = new Life(kills[delivery]);
    const event = jobEvent(job.id, parameters, job.token);
    const handling = handlerOf(outside, life)(event, { getRemainingTimeInMillis: () => 120_000 });
    await Promise.race([handling, life.death]);
    if (delivery === 0) firstCalls = life.calls;
    outside.nowMs += BETWEEN_MS;
    const answer = outside.answers.get(job.id);
    if (answer?.outcome === 'continue') {
      job = { id: randomUUID(), token: answer.continuationToken };
    }
  }
  return { calls: outside.calls, answers: [...outside.answers.values()], firstCalls };
}
