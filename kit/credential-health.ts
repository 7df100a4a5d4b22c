import { withTimeLimit } from '../functions/domain/concurrency/time-limit.ts';
import { createCachedLookup } from '../functions/domain/health/cached-lookup.ts';
import type { HealthBody, HealthCheck } from '../functions/domain/health/health-answer.ts';
import type { Clock } from '../functions/domain/model/ports.ts';
import { type CredentialProof, describeRefusal } from './prove-credential.ts';

/** Kubernetes waits a second for a probe by default, a load balancer of AWS five. */
const ANSWER_WITHIN_MS = 800;

/** What is answered about the credential of an application. */
export interface CredentialAnswer {
  readonly status: 200 | 503;
  readonly body: HealthBody;
}

export interface CredentialHealthOptions {
  /** Asks Twilio. */
  readonly prove: () => Promise<CredentialProof>;
  readonly clock: Clock;
  readonly maxAgeMs: number;
}

const UNKNOWN: HealthCheck = {
  componentType: 'system',
  status: 'warn',
  output: 'not verified yet',
};

/**
 * Makes what answers about a credential: it is verified once within `maxAgeMs`, however many ask, and no
 * caller waits for Twilio longer than 800 ms. Only Twilio's refusal is a 503. Where Twilio's answer says nothing, or
 * takes longer, the last answer stays; without one it is 200. Never throws.
 */
export function createCredentialHealth({
  prove,
  clock,
  maxAgeMs,
}: CredentialHealthOptions): () => Promise<CredentialAnswer> {
  const lookup = createCachedLookup<void>(clock, maxAgeMs);
  let last = UNKNOWN;
  const verify = async (): Promise<void> => {
    // Like an answer that says nothing: a defect here is no fault of the credential.
    const proof = await prove().catch(() => ({ outcome: 'undecided' }) as const);
    last = nextCheck(last, proof, clock.now().toISOString());
  };
  return async () => {
    const limit = { clock, limitMs: ANSWER_WITHIN_MS, graceMs: 0 };
    await withTimeLimit(limit, () => lookup('credential', verify)).catch(() => undefined);
    return answerOf(last);
  };
}

function nextCheck(last: HealthCheck, proof: CredentialProof, time: string): HealthCheck {
  const componentType = 'system';
  switch (proof.outcome) {
    case 'accepted':
      return { componentType, status: 'pass', time };
    case 'test-credentials':
      return { componentType, status: 'warn', time, output: 'these are test credentials' };
    case 'rejected': {
      // Without identifiers: the caller may be anybody.
      const output = `Twilio rejects the credential: ${describeRefusal(proof.by)}`;
      return { componentType, status: 'fail', time, output };
    }
    case 'undecided':
      return last.status === 'fail'
        ? last
        : { ...last, status: 'warn', output: 'Twilio gave no answer about the credential' };
  }
}

function answerOf(check: HealthCheck): CredentialAnswer {
  const { status } = check;
  return {
    status: status === 'fail' ? 503 : 200,
    body: {
      status,
      version: '1',
      description: 'Twilio credential, as last verified',
      checks: { 'twilio:credential': [check] },
    },
  };
}
