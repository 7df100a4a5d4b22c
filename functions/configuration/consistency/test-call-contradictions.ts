import type { DeclaredTestCall } from '../../domain/model/expectation.ts';
import type { ConfiguredEnvironment } from '../configuration.ts';
import type { IssueParts } from '../configuration-issue.ts';

const STATES = {
  voice: ['completed', 'busy', 'no-answer', 'failed', 'canceled'],
  message: ['delivered', 'undelivered', 'sent', 'failed', 'canceled'],
} as const;

/**
 * What is said of a test call that cannot be: a call through a messaging service, no sender or two, a state
 * that its kind never reaches, or one by test credentials, which place nothing.
 */
export function* testCallContradictions({
  name,
  credential,
  testCall,
}: ConfiguredEnvironment): Iterable<IssueParts> {
  if (testCall === undefined) return;
  const path = ['environments', name, 'testCall'];
  yield* senderContradictions(testCall, path);
  yield* stateContradictions(testCall, path);
  if (credential.kind === 'test') {
    yield {
      path,
      problem: 'test credentials place no call, and the declared kind of credential is "test"',
      received: testCall,
      allowed: 'no testCall with credential kind "test"',
    };
  }
}

function* senderContradictions(
  testCall: DeclaredTestCall,
  path: readonly string[],
): Iterable<IssueParts> {
  const { kind, from, messagingService } = testCall;
  if (kind === 'voice' && messagingService !== undefined) {
    yield {
      path: [...path, 'messagingService'],
      problem: 'a messaging service sends messages, and the kind is "voice"',
      received: messagingService,
      allowed: '"from" with kind "voice"',
    };
  } else if ((from === undefined) === (messagingService === undefined)) {
    const problem = from === undefined ? 'it has no sender' : 'it has two senders';
    const allowed = kind === 'voice' ? '"from"' : '"from" or "messagingService", one of them';
    yield { path, problem, received: testCall, allowed };
  }
}

function* stateContradictions(
  { kind, expect = [] }: DeclaredTestCall,
  path: readonly string[],
): Iterable<IssueParts> {
  const states: readonly string[] = STATES[kind];
  for (const [index, state] of expect.entries()) {
    if (states.includes(state)) continue;
    yield {
      path: [...path, 'expect', index],
      problem: `no ${kind === 'voice' ? 'call' : 'message'} ends so`,
      received: state,
      allowed: states.map((one) => JSON.stringify(one)).join(', '),
    };
  }
}
