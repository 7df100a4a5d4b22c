import { isServedIn } from '../../domain/facts/regional-products.ts';
import type { DeclaredTestCall } from '../../domain/model/expectation.ts';
import type { ConfiguredEnvironment } from '../configuration.ts';
import type { IssueParts } from '../configuration-issue.ts';

const STATES = {
  voice: ['completed', 'busy', 'no-answer', 'failed', 'canceled'],
  message: ['delivered', 'undelivered', 'sent', 'failed', 'canceled'],
} as const;

/**
 * What is said of a test call that cannot be: a call through a messaging service, no sender or two, a state
 * that its kind never reaches, a message that its Region does not send, or one by test credentials, which place nothing.
 */
export function* testCallContradictions({
  name,
  credential,
  testCall,
  twilioRegion,
}: ConfiguredEnvironment): Iterable<IssueParts> {
  if (testCall === undefined) return;
  const path = ['environments', name, 'testCall'];
  yield* senderContradictions(testCall, path);
  yield* stateContradictions(testCall, path);
  yield* regionContradictions({ ...testCall, twilioRegion }, path);
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

/** https://www.twilio.com/docs/global-infrastructure/regional-product-and-feature-availability */
function* regionContradictions(
  { kind, from, twilioRegion }: DeclaredTestCall & Pick<ConfiguredEnvironment, 'twilioRegion'>,
  path: readonly string[],
): Iterable<IssueParts> {
  if (kind !== 'message') return;
  if (!isServedIn(twilioRegion, { product: 'messaging', path: '' })) {
    yield {
      path: [...path, 'kind'],
      problem: `Twilio sends no messages from Region ${twilioRegion}`,
      received: kind,
      allowed: `"voice" with twilioRegion "${twilioRegion}", or "message" with "us1" or "ie1"`,
    };
  } else if (twilioRegion === 'ie1' && from?.startsWith('+1')) {
    // https://www.twilio.com/docs/api/errors/21668
    yield {
      path: [...path, 'from'],
      problem: 'Twilio sends no messages of North American (+1) numbers from Region ie1',
      received: from,
      allowed: 'a number of another country with twilioRegion "ie1", or twilioRegion "us1"',
    };
  }
}
