import type { Fault } from '../../local/twilio/faults/fault.ts';

export interface TwilioFaultRow {
  readonly name: string;
  readonly fault: Fault;
}

/** Every way in which Twilio, or what stands before it, can fail to answer as Twilio. */
export const TWILIO_FAULTS: readonly TwilioFaultRow[] = [
  { name: 'is rate limited', fault: { kind: 'rate-limit' } },
  { name: 'asks to wait an hour', fault: { kind: 'rate-limit', retryAfterSeconds: 3_600 } },
  { name: 'answers its own 500', fault: { kind: 'status', status: 500, code: 20500 } },
  { name: 'answers its own 503', fault: { kind: 'status', status: 503, code: 20503 } },
  { name: 'answers too late', fault: { kind: 'delay', delayMs: 30_000 } },
  { name: 'hangs', fault: { kind: 'hang' } },
  { name: 'resets', fault: { kind: 'reset' } },
  { name: 'answers 200 with no body', fault: { kind: 'empty', status: 200 } },
  { name: 'answers 401 with no body', fault: { kind: 'empty', status: 401 } },
  { name: 'drips its body', fault: { kind: 'slow-body' } },
  { name: 'drips the body of a 401', fault: { kind: 'slow-body', status: 401 } },
  { name: 'cuts its body', fault: { kind: 'truncated' } },
  { name: 'cuts the body of a 401', fault: { kind: 'truncated', status: 401 } },
  { name: 'redirects', fault: { kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' } },
  { name: 'answers 200 with broken JSON', fault: { kind: 'malformed-json', status: 200 } },
  { name: 'answers 401 with broken JSON', fault: { kind: 'malformed-json', status: 401 } },
  ...[200, 401, 403, 404, 503].map((status) => ({
    name: `answers ${status} with an HTML page`,
    fault: { kind: 'html', status } as const,
  })),
  { name: 'answers 200 with {}', fault: { kind: 'json', status: 200, body: {} } },
  { name: 'answers 200 with []', fault: { kind: 'json', status: 200, body: [] } },
  { name: 'answers 200 with null', fault: { kind: 'json', status: 200, body: null } },
  {
    name: 'answers 200 with a refusal inside',
    fault: { kind: 'json', status: 200, body: { code: 20003, status: 401, message: 'x' } },
  },
  {
    name: 'is a proxy that answers 401 in JSON without a code',
    fault: { kind: 'json', status: 401, body: { error: 'unauthorized' } },
  },
  {
    name: 'is a proxy that answers 401 with a code in words',
    fault: { kind: 'json', status: 401, body: { code: 'UNAUTHORIZED', message: 'no' } },
  },
  {
    name: 'is a proxy that answers 401 with the status of another answer',
    fault: { kind: 'json', status: 401, body: { code: 20003, status: 403, message: 'no' } },
  },
  {
    name: 'answers 403 with Twilio’s words for a missing permission',
    fault: { kind: 'status', status: 403, code: 70051, message: 'Permission missing' },
  },
  {
    name: 'answers 404 for everything',
    fault: { kind: 'status', status: 404, code: 20404 },
  },
  {
    name: 'is a proxy that echoes credentials as a page',
    fault: { kind: 'echo-credentials', format: 'html' },
  },
];
