import * as z from 'zod/mini';
import type { HookExecution } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';

/** Far more than CodeDeploy's ids have; a longer text is none of them. */
const LONGEST = 4_096;

/** The whole event, as CodeDeploy documents it. What may be beside it is not read. */
const hookEvent = z.object({
  DeploymentId: z.string().check(z.regex(/^d-[A-Za-z0-9]{1,60}$/)),
  LifecycleEventHookExecutionId: z.string().check(z.minLength(1), z.maxLength(LONGEST)),
});

/**
 * Reads the event of a lifecycle hook. Throws {@link PreflightError} `payload.invalid` where nobody
 * could be answered; it repeats nothing of the event.
 */
export function parseHookEvent(event: unknown): HookExecution {
  const parsed = hookEvent.safeParse(event);
  if (parsed.success) {
    const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: executionId } = parsed.data;
    return { deploymentId, executionId };
  }
  throw new PreflightError(
    'The payload is not that of a CodeDeploy lifecycle hook, so nobody can be answered. Expected: {"DeploymentId":"d-…","LifecycleEventHookExecutionId":"…"}. A person verifies by the gate function, not by this one.',
    { code: 'payload.invalid', fault: 'operator' },
  );
}
