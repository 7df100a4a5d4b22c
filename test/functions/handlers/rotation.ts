import { setTimeout as sleep } from 'node:timers/promises';
import { WAIT_POLICY } from '../../../functions/domain/verification/verification.ts';
import { addApiKey, deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import type { ApiKey } from '../../../local/twilio/world/twilio-world.ts';
import type { TestGate } from './gate-world.ts';
import { keySecret } from './seed-example.ts';

/** A rotation of production's key, between its two ends. */
export interface Rotation {
  readonly newKey: ApiKey;
  /** AWSCURRENT moves to the new key. */
  end(): void;
}

/** Twilio knows the new key only, and AWSCURRENT names the old one still: what AWS leaves for a while. */
export function beginRotation(gate: TestGate): Rotation {
  const { accounts, aws, keys, secretId, twilio } = gate;
  const accountSid = accounts.production.sid;
  const newKey = addApiKey(twilio.world, { accountSid, keyType: 'standard' });
  putPending(gate, keySecret(newKey));
  deleteApiKey(twilio.world, keys.production.sid);
  const value = JSON.stringify(keySecret(newKey));
  return {
    newKey,
    end: () => {
      aws.secrets.put({ id: secretId('production'), value });
    },
  };
}

/** Stores a value as production's AWSPENDING. */
export function putPending({ aws, secretId }: TestGate, value: object): void {
  aws.secrets.put({
    id: secretId('production'),
    value: JSON.stringify(value),
    stages: ['AWSPENDING'],
  });
}

/** Polls without a new question, after which a gate is taken to pause. A stalled machine makes no poll. */
const QUIET_POLLS = 6;
const POLL_MS = 8;

/**
 * Runs an invocation and lets its pauses pass at once, each as soon as the gate asks nothing any more.
 * `inPause` hears how many pauses there were, before each ends.
 */
export async function passPauses<T>(
  gate: TestGate,
  running: Promise<T>,
  inPause: (pause: number) => void = () => undefined,
): Promise<T> {
  const ended = new AbortController();
  const result = running.finally(() => ended.abort());
  for (let pause = 1; await becomesQuiet(gate, ended.signal); pause += 1) {
    inPause(pause);
    gate.clock.skip(WAIT_POLICY.pauseMs);
  }
  return await result;
}

/** False where the invocation has ended. */
async function becomesQuiet({ aws, twilio }: TestGate, ended: AbortSignal): Promise<boolean> {
  const asked = (): number => aws.journal.list().length + twilio.journal.entries().length;
  let before = -1;
  for (let polls = 0; polls < QUIET_POLLS && !ended.aborted; polls += 1) {
    const now = asked();
    if (now !== before) polls = 0;
    before = now;
    await sleep(POLL_MS);
  }
  return !ended.aborted;
}
