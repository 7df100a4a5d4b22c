import { type Answer, htmlAnswer } from '../wire/answer.ts';
import { AwsError } from '../wire/aws-error.ts';
import type { Fault } from './fault.ts';

/** How an answer travels: whole, in two halves, or not at all. */
export type Delivery =
  | { readonly how: 'send'; readonly answer: Answer }
  | { readonly how: 'halves'; readonly answer: Answer; readonly pauseMs: number }
  | { readonly how: 'hang' }
  | { readonly how: 'reset' };

/** The ways to answer one call: run its operation, or say an error in its protocol. */
export interface Answering {
  run(): Promise<Answer>;
  error(error: AwsError): Answer;
  /** Resolves after `delayMs`; rejects when the world closes. */
  wait(delayMs: number): Promise<void>;
}

/**
 * Answers one call as its fault demands, or normally without one.
 *
 * `run` is called for the kinds that let the operation take effect: `delay`, `slow-body`,
 * `accept-then-reset`.
 */
export async function deliverUnder(
  fault: Fault | undefined,
  answering: Answering,
): Promise<Delivery> {
  if (fault === undefined) return { how: 'send', answer: await answering.run() };
  if (fault.kind === 'delay') await answering.wait(fault.delayMs);
  return await faultedDelivery(fault, answering);
}

async function faultedDelivery(fault: Fault, { run, error }: Answering): Promise<Delivery> {
  switch (fault.kind) {
    case 'error':
      return send(error(new AwsError(fault.type, fault.message, fault.status)));
    case 'throttle':
      return send(error(new AwsError('ThrottlingException', 'Rate exceeded')));
    case 'server-error':
      return send(error(internalServiceError()));
    case 'delay':
      return send(await run());
    case 'hang':
      return { how: 'hang' };
    case 'reset':
      return { how: 'reset' };
    case 'garbage':
      return send(htmlAnswer(200));
    case 'empty':
      return send({ status: 200, headers: {}, body: '' });
    case 'slow-body':
      return { how: 'halves', answer: await run(), pauseMs: fault.delayMs };
    case 'accept-then-reset':
      await run();
      return { how: 'reset' };
  }
}

function send(answer: Answer): Delivery {
  return { how: 'send', answer };
}

/** What AWS says of its own faults, and this server of its defects: nothing about the cause. */
export function internalServiceError(): AwsError {
  return new AwsError('InternalServiceError', 'An error occurred on the server side.', 500);
}
