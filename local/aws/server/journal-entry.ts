import type { IncomingHttpHeaders } from 'node:http';
import type { Delivery } from '../faults/delivery.ts';
import type { Fault } from '../faults/fault.ts';
import { readSignature, type Signature } from '../identity/caller.ts';
import type { JournalEntry } from '../journal.ts';
import { AwsError } from '../wire/aws-error.ts';
import type { WireCall } from '../wire/wire-call.ts';
import type { World } from './world.ts';

/** An answered call, before it is reduced to what the journal keeps. */
export interface CallRecord {
  readonly call: WireCall;
  readonly resources: readonly string[];
  readonly at: Date;
  readonly requestId: string;
  readonly headers: IncomingHttpHeaders;
  readonly fault: Fault | undefined;
  readonly delivery: Delivery;
}

/** Reduces a call to identifiers and status; headers and input stay behind. */
export function journalEntry(record: CallRecord, world: World): JournalEntry {
  const { call, delivery, fault } = record;
  const answer = delivery.how === 'send' || delivery.how === 'halves' ? delivery.answer : undefined;
  const signature = orUndefined(() => readSignature(record.headers));
  return {
    at: record.at.toISOString(),
    service: call.service,
    operation: call.operation,
    region: signature?.region ?? world.region,
    resources: record.resources,
    principal: principalOf(signature, world),
    status: answer?.status ?? null,
    ...(answer?.error !== undefined && { error: answer.error }),
    ...(fault !== undefined && { fault: fault.kind }),
    requestId: record.requestId,
  };
}

function principalOf(signature: Signature | undefined, { roles }: World): string | null {
  if (signature === undefined) return null;
  return orUndefined(() => roles.identify(signature))?.arn ?? null;
}

function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
