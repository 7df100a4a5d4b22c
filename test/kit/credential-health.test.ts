import { describe, expect, it } from 'vitest';
import type { Clock } from '../../functions/domain/model/ports.ts';
import { type CredentialAnswer, createCredentialHealth } from '../../kit/credential-health.ts';
import type { CredentialProof } from '../../kit/prove-credential.ts';

const MAX_AGE_MS = 60_000;
const REFUSAL = {
  kind: 'refusal',
  status: 401,
  code: 20003,
  message: 'Authenticate',
  request: 'GET https://api.twilio.com',
  attempts: 1,
  requestIds: [],
  durationMs: 1,
} as const;
const ACCEPTED: CredentialProof = { outcome: 'accepted' };
const REJECTED: CredentialProof = { outcome: 'rejected', by: REFUSAL };
const UNDECIDED: CredentialProof = { outcome: 'undecided' };
const TEST: CredentialProof = { outcome: 'test-credentials', by: REFUSAL };

interface Probe {
  ask(): Promise<CredentialAnswer>;
  pass(ms: number): void;
  readonly verifications: () => number;
}

/** A health whose verifications end with these proofs in turn; `hang` never ends. Sleeps end at once where `impatient`. */
function healthOf(
  proofs: readonly (CredentialProof | 'hang' | 'defect')[],
  { impatient = false } = {},
): Probe {
  let nowMs = 0;
  let made = 0;
  const clock: Clock = {
    now: () => new Date(Date.UTC(2026, 10, 22) + nowMs),
    monotonicMs: () => nowMs,
    sleep: impatient ? async () => undefined : () => new Promise(() => undefined),
  };
  const prove = async (): Promise<CredentialProof> => {
    const proof = proofs[made] ?? UNDECIDED;
    made += 1;
    if (proof === 'hang') return await new Promise(() => undefined);
    if (proof === 'defect') throw new Error('a defect');
    return proof;
  };
  return {
    ask: createCredentialHealth({ prove, clock, maxAgeMs: MAX_AGE_MS }),
    pass: (ms) => {
      nowMs += ms;
    },
    verifications: () => made,
  };
}

function summary({ status, body }: CredentialAnswer): readonly unknown[] {
  const [check] = body.checks['twilio:credential'] ?? [];
  return [status, body.status, check?.output];
}

const REJECTION = 'Twilio rejects the credential: HTTP 401, code 20003';
const NO_ANSWER = 'Twilio gave no answer about the credential';

describe('the health of a credential', () => {
  it.each<{
    name: string;
    proofs: readonly (CredentialProof | 'defect')[];
    says: readonly unknown[];
  }>([
    { name: 'accepted', proofs: [ACCEPTED], says: [200, 'pass', undefined] },
    { name: 'rejected', proofs: [REJECTED], says: [503, 'fail', REJECTION] },
    { name: 'test credentials', proofs: [TEST], says: [200, 'warn', 'these are test credentials'] },
    { name: 'no answer', proofs: [UNDECIDED], says: [200, 'warn', NO_ANSWER] },
    { name: 'a defect', proofs: ['defect'], says: [200, 'warn', NO_ANSWER] },
    {
      name: 'accepted, then no answer',
      proofs: [ACCEPTED, UNDECIDED],
      says: [200, 'warn', NO_ANSWER],
    },
    {
      name: 'rejected, then no answer',
      proofs: [REJECTED, UNDECIDED],
      says: [503, 'fail', REJECTION],
    },
    {
      name: 'accepted, then rejected',
      proofs: [ACCEPTED, REJECTED],
      says: [503, 'fail', REJECTION],
    },
    {
      name: 'rejected, then accepted',
      proofs: [REJECTED, ACCEPTED],
      says: [200, 'pass', undefined],
    },
  ])('of $name', async ({ proofs, says }) => {
    const health = healthOf(proofs);
    for (const _ of proofs.slice(1)) {
      await health.ask();
      health.pass(MAX_AGE_MS);
    }
    expect(summary(await health.ask())).toEqual(says);
    expect(health.verifications()).toBe(proofs.length);
  });

  it('verifies once for all who ask at the same time, and while the answer is young', async () => {
    const health = healthOf([ACCEPTED, REJECTED]);
    await Promise.all(Array.from({ length: 100 }, () => health.ask()));
    health.pass(MAX_AGE_MS - 1);
    expect(summary(await health.ask())).toEqual([200, 'pass', undefined]);
    expect(health.verifications()).toBe(1);
  });

  it('says when the answer was found, also where it is kept', async () => {
    const health = healthOf([ACCEPTED, UNDECIDED]);
    await health.ask();
    health.pass(MAX_AGE_MS);
    const { body } = await health.ask();
    expect(body.checks['twilio:credential']?.[0].time).toBe('2026-11-22T00:00:00.000Z');
  });

  it('does not wait for a slow Twilio', async () => {
    const health = healthOf(['hang'], { impatient: true });
    expect(summary(await health.ask())).toEqual([200, 'warn', 'not verified yet']);
    expect(summary(await health.ask())).toEqual([200, 'warn', 'not verified yet']);
    expect(health.verifications()).toBe(1);
  });
});
