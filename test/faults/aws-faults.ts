import type { FaultEffect } from '../../local/aws/faults/fault.ts';

export interface AwsFaultRow {
  readonly name: string;
  readonly effect: FaultEffect;
}

/** Longer than any call may take. */
const LATE_MS = 30_000;

/** Every way in which an AWS service can fail without saying anything about the request. */
export const AWS_FAULTS: readonly AwsFaultRow[] = [
  { name: 'is throttled', effect: { kind: 'throttle' } },
  { name: 'answers 500', effect: { kind: 'server-error' } },
  {
    name: 'answers an unknown error',
    effect: { kind: 'error', type: 'SomethingNewException', message: 'Something new.' },
  },
  {
    name: 'says that the token expired',
    effect: { kind: 'error', type: 'ExpiredTokenException', message: 'The token has expired.' },
  },
  {
    name: 'answers 503',
    effect: { kind: 'error', type: 'ServiceUnavailable', message: 'Slow down.', status: 503 },
  },
  { name: 'answers too late', effect: { kind: 'delay', delayMs: LATE_MS } },
  { name: 'hangs', effect: { kind: 'hang' } },
  { name: 'resets', effect: { kind: 'reset' } },
  { name: 'answers an HTML page', effect: { kind: 'garbage' } },
  { name: 'answers an empty body', effect: { kind: 'empty' } },
  { name: 'stops in the middle of its answer', effect: { kind: 'slow-body', delayMs: LATE_MS } },
  { name: 'loses its answer', effect: { kind: 'accept-then-reset' } },
];
