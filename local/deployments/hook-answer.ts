import { z } from 'zod';
import type { Invocation } from '../lambda/local-function.ts';

/** What a hook's function said to ECS; `invalid` covers errors of the function too. */
export type HookAnswer =
  | { readonly hookStatus: 'SUCCEEDED' | 'FAILED' }
  | {
      readonly hookStatus: 'IN_PROGRESS';
      readonly callBackDelayMs: number;
      readonly hookDetails?: unknown;
    }
  | { readonly hookStatus: 'invalid'; readonly reason: string };

const DEFAULT_DELAY_SECONDS = 30;

const answerSchema = z.object({
  hookStatus: z.enum(['SUCCEEDED', 'FAILED', 'IN_PROGRESS']),
  // Seconds; ECS documents no bounds.
  callBackDelay: z.number().min(0).default(DEFAULT_DELAY_SECONDS),
  hookDetails: z.unknown().optional(),
});

/**
 * Reads the answer of a hook's function. Without a valid `hookStatus`, and after an error of the
 * function, it is `invalid`: ECS rolls back then.
 */
export function readHookAnswer(invocation: Invocation): HookAnswer {
  if (invocation.outcome !== 'returned') {
    const { errorType, errorMessage } = invocation;
    return { hookStatus: 'invalid', reason: `${errorType}: ${errorMessage}` };
  }
  const parsed = answerSchema.safeParse(invocation.payload);
  if (!parsed.success) return { hookStatus: 'invalid', reason: z.prettifyError(parsed.error) };
  const { hookStatus, callBackDelay, hookDetails } = parsed.data;
  if (hookStatus !== 'IN_PROGRESS') return { hookStatus };
  return {
    hookStatus,
    callBackDelayMs: callBackDelay * 1000,
    ...(hookDetails !== undefined && { hookDetails }),
  };
}
