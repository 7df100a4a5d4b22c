import { composeVerification } from '../../functions/compose.ts';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { verifyEnvironments } from '../../functions/domain/verification/verify-environments.ts';

/** Verifies the environments of one configuration; throws unless all of them pass. */
export type Verify = (expectations: Configuration) => Promise<void>;

/** The gate's own verification, composed once as in a function that is warm. */
export function createGateVerification(twilioOrigin: string): Verify {
  const ports = composeVerification({ region: undefined, twilioOrigin });
  return async (expectations) => {
    const { environments } = expectations;
    const { signal } = new AbortController();
    const request = { expectations, environments, trigger: 'manual', signal } as const;
    const { verdict } = await verifyEnvironments(request, ports());
    if (verdict !== 'pass') throw new Error(`The fleet's verdict is "${verdict}", not "pass".`);
  };
}
