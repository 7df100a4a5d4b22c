import { describe, expect, it } from 'vitest';
import type { SecretReader } from '../../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type { Report } from '../../../../functions/domain/model/report.ts';
import {
  type VerificationRequest,
  WAIT_POLICY,
} from '../../../../functions/domain/verification/verification.ts';
import { DENIED } from '../twilio-replies.ts';
import { type FakePorts, fakePorts, turns } from './fake-ports.ts';
import { answering, PRODUCING, SECRETS, verify } from './small-world.ts';

const OLD = {
  ...(SECRETS['production'] as object),
  apiKeySecret: 'OldKeySecretOldKeySecretOldKey12',
};

interface Rotating {
  readonly ports: FakePorts;
  /** When AWSCURRENT was read, in seconds of the fake clock. */
  readonly readAtS: readonly number[];
}

/** Twilio takes the new secret only; AWSCURRENT holds it from `endsAtMs` on, AWSPENDING always. */
function rotating(endsAtMs: number): Rotating {
  const readAtS: number[] = [];
  const fakes = fakePorts(SECRETS, (question) =>
    question.credential.password.expose() === OLD.apiKeySecret ? DENIED : answering(question),
  );
  const { clock } = fakes;
  const read: SecretReader['read'] = async ({ id }, versionStage) => {
    const isCurrent = id === 'production' && versionStage === 'AWSCURRENT';
    if (isCurrent) readAtS.push(clock.monotonicMs() / 1000);
    const isOld = isCurrent && clock.monotonicMs() < endsAtMs;
    const payload = new Redacted(JSON.stringify(isOld ? OLD : SECRETS[id]));
    return { outcome: 'read', versionId: isOld ? 'v-1' : 'v-2', versionStage, payload };
  };
  return { ports: { ...fakes, secrets: { ...fakes.secrets, read } }, readAtS };
}

/** Lets second after second pass until the run has ended. */
async function run(ports: FakePorts, changes: Partial<VerificationRequest>): Promise<Report> {
  let hasEnded = false;
  const running = verify({ environments: [PRODUCING] }, ports, changes);
  const ended = running.finally(() => {
    hasEnded = true;
  });
  for (await turns(200); !hasEnded; await turns(200)) ports.clock.pass(1_000);
  return await ended;
}

const waitPolicy = WAIT_POLICY;

describe('a run that is patient', () => {
  it('reads AWSCURRENT again after each pause until it is good', async () => {
    const { ports, readAtS } = rotating(15_000);
    const report = await run(ports, { waitPolicy });
    expect(readAtS).toEqual([0, 10, 20]);
    expect(report).toMatchObject({ verdict: 'pass', durationMs: 20_000 });
    expect(report.environments[0]?.credential.versionId).toBe('v-2');
    expect(report.environments[0]?.twilioRequests).toBe(ports.twilio.asked.length);
  });

  it('gives up after its limit, and says how often it read', async () => {
    const { ports, readAtS } = rotating(Number.POSITIVE_INFINITY);
    const report = await run(ports, { waitPolicy });
    expect(readAtS).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(report.environments[0]).toMatchObject({
      verdict: 'inconclusive',
      diagnosis: {
        cause: 'rotation.in-progress',
        evidence: expect.arrayContaining(['waited 60 s for a rotation to end (7 readings)']),
      },
    });
  });

  it('adds to what was waited before it', async () => {
    const { ports } = rotating(Number.POSITIVE_INFINITY);
    const waited = { waitedMs: 90_000, readings: 3 };
    const report = await run(ports, { waitPolicy, waited });
    expect(report.environments[0]?.diagnosis?.evidence).toContain(
      'waited 150 s for a rotation to end (9 readings)',
    );
  });

  it('stops in a pause when the run must end', async () => {
    const { ports, readAtS } = rotating(Number.POSITIVE_INFINITY);
    const end = new AbortController();
    void ports.clock.sleep(34_000).then(() => end.abort());
    const report = await run(ports, { waitPolicy, signal: end.signal });
    expect(readAtS).toEqual([0, 10, 20, 30]);
    expect(report.durationMs).toBe(34_000);
    expect(report.environments[0]?.diagnosis?.cause).toBe('rotation.in-progress');
  });

  it('keeps what it saw when the run must end in the middle of a look', async () => {
    const { ports } = rotating(Number.POSITIVE_INFINITY);
    const end = new AbortController();
    const ask: FakePorts['twilio']['ask'] = (question, options) => {
      if (ports.clock.monotonicMs() >= 20_000) end.abort();
      return ports.twilio.ask(question, options);
    };
    const twilio = { ...ports.twilio, ask };
    const report = await run({ ...ports, twilio }, { waitPolicy, signal: end.signal });
    expect(report.environments[0]?.diagnosis).toMatchObject({
      cause: 'rotation.in-progress',
      evidence: expect.arrayContaining(['waited 10 s for a rotation to end (2 readings)']),
    });
  });
});

it('reads once without waitPolicy, whatever is under way', async () => {
  const { ports, readAtS } = rotating(5_000);
  const report = await run(ports, {});
  expect(readAtS).toEqual([0]);
  expect(report.environments[0]?.diagnosis?.cause).toBe('rotation.in-progress');
});
