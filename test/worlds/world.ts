import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import type { SecretReader } from '../../functions/domain/model/ports.ts';
import type { Fault } from '../../local/twilio/faults/fault.ts';
import type { Fleet, Kind } from './fleet.ts';

/** One world: what is wrong in it, what the auditor sees, and what must be said about production. */
export interface World {
  readonly name: string;
  readonly kind: Kind;
  /** With the parent's Auth Token as auditor. */
  readonly audited?: boolean;
  /** Production's first secret version; the good one unless given. */
  readonly first?: (fleet: Fleet) => unknown;
  /** What goes wrong after that. */
  readonly arrange?: (fleet: Fleet) => void;
  readonly declare?: (fleet: Fleet) => Partial<EnvironmentExpectation>;
  readonly faults?: (fleet: Fleet) => readonly Fault[];
  /** Stands between the program and Secrets Manager. */
  readonly through?: (reader: SecretReader, fleet: Fleet) => SecretReader;
  /** `verdict: cause confidence > alternative confidence …`; `pass` alone. */
  readonly expected: string;
  /** the follow-up questions that asked Twilio something, in order; none unless given. */
  readonly asks?: readonly string[];
  /** HTTP requests of these, where retries make them more than one each. */
  readonly requests?: number;
  /** Part of the summary or of the evidence. */
  readonly says?: string;
  /** The text of the first step. */
  readonly advises?: RegExp;
}

/** The same world for both kinds of credential. */
export function forBothKinds(worldOf: (kind: Kind) => World): readonly World[] {
  return (['api-key', 'auth-token'] as const).map((kind) => {
    const world = worldOf(kind);
    return { ...world, name: `${world.name} (${kind})` };
  });
}

/** What is asked of a credential that nothing explains, after its other versions. */
export const EVERYTHING: Readonly<Record<Kind, readonly string[]>> = {
  'api-key': ['whoami', 'region:ie1', 'region:au1', 'account-of:staging'],
  'auth-token': ['parent-account', 'whoami', 'region:ie1', 'region:au1', 'account-of:staging'],
};
