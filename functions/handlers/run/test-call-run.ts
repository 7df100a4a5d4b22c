import type { TestCallOrder } from '../../domain/test-call/run-test-call.ts';
import type { TestCallRun } from '../../domain/verification/verification.ts';

/** What places and judges test calls, loaded with the first: most environments declare none. */
export function testCallRun(order: TestCallOrder): TestCallRun {
  return async (...call) => {
    const { runTestCall } = await import('../../domain/test-call/run-test-call.ts');
    return await runTestCall(order, ...call);
  };
}
