import { createHmac } from 'node:crypto';
import type { SecretReference } from '../../../../functions/domain/model/expectation.ts';
import type {
  CallOptions,
  SecretReader,
  SecretReading,
} from '../../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type {
  TwilioApi,
  TwilioQuestion,
  TwilioReply,
} from '../../../../functions/domain/model/twilio-api.ts';
import type { VerificationPorts } from '../../../../functions/domain/verification/verification.ts';
import { noAnswer } from '../twilio-replies.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';

/** What a secret id answers: a payload, a failure, or nothing until the caller gives up. */
export type SecretAnswer = object | SecretReading | 'hangs' | Error;

/** Reads from a map; counts the reads and those that run at once. */
export interface FakeSecrets extends SecretReader {
  readonly reads: string[];
  readonly stages: Set<string>;
  mostAtOnce: number;
  /** Reads that have begun and not ended. */
  running: number;
}

export function fakeSecrets(answers: Readonly<Record<string, SecretAnswer>>): FakeSecrets {
  const secrets: FakeSecrets = {
    reads: [],
    stages: new Set(),
    mostAtOnce: 0,
    running: 0,
    async read(secret: SecretReference, stage, { signal }: CallOptions): Promise<SecretReading> {
      secrets.reads.push(secret.id);
      secrets.stages.add(stage);
      secrets.running += 1;
      secrets.mostAtOnce = Math.max(secrets.mostAtOnce, secrets.running);
      try {
        return await answerOf(answers[secret.id], signal);
      } finally {
        secrets.running -= 1;
      }
    },
    // Metadata is a follow-up question's; the fakes have none, as where DescribeSecret is denied.
    describe: async () => undefined,
  };
  return secrets;
}

async function answerOf(
  answer: SecretAnswer | undefined,
  signal: AbortSignal,
): Promise<SecretReading> {
  await Promise.resolve();
  if (answer instanceof Error) throw answer;
  if (answer === undefined)
    return { outcome: 'failed', failure: 'not-found', message: 'not there' };
  if (answer === 'hangs') {
    await aborted(signal);
    return { outcome: 'failed', failure: 'unavailable', message: 'no answer in time' };
  }
  if ('outcome' in answer) return answer;
  const payload = new Redacted(JSON.stringify(answer));
  return { outcome: 'read', versionId: 'v-1', versionStage: 'AWSCURRENT', payload };
}

/** Asks a function; writes down every question and how many run at once. */
export interface FakeTwilio extends TwilioApi {
  readonly asked: TwilioQuestion[];
  running: number;
  mostAtOnce: number;
}

/** Undefined means that no answer comes until the caller gives up. */
export type Answering = (question: TwilioQuestion) => TwilioReply | undefined;

export function fakeTwilio(answer: Answering): FakeTwilio {
  const twilio: FakeTwilio = {
    asked: [],
    running: 0,
    mostAtOnce: 0,
    async ask(question: TwilioQuestion, { signal }: CallOptions): Promise<TwilioReply> {
      twilio.asked.push(question);
      twilio.running += 1;
      twilio.mostAtOnce = Math.max(twilio.mostAtOnce, twilio.running);
      try {
        await turns();
        const reply = signal.aborted ? undefined : answer(question);
        if (reply === undefined) await aborted(signal);
        return reply ?? noAnswer('out-of-time');
      } finally {
        twilio.running -= 1;
      }
    },
  };
  return twilio;
}

export interface FakePorts extends VerificationPorts {
  readonly secrets: FakeSecrets;
  readonly twilio: FakeTwilio;
  readonly clock: FakeClock;
}

/** Every port in memory; fingerprints are keyed hashes, as the real ones. */
export function fakePorts(
  secrets: Readonly<Record<string, SecretAnswer>>,
  answer: Answering,
): FakePorts {
  return {
    secrets: fakeSecrets(secrets),
    twilio: fakeTwilio(answer),
    clock: fakeClock(),
    randomness: { fraction: () => 0.5, uuid: () => '1f2e3d4c-0000-4000-8000-000000000001' },
    fingerprints: {
      of: (value) => createHmac('sha256', 'one run').update(value.expose()).digest('hex'),
    },
  };
}

/** Lets everything that can run without time passing do so. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
