import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Delivery, deliverUnder, internalServiceError } from '../faults/delivery.ts';
import type { Fault } from '../faults/fault.ts';
import { readSignature, type Signature } from '../identity/caller.ts';
import type { JournalEntry } from '../journal.ts';
import { isObjectCall } from '../objects/object-call.ts';
import { type Answer, errorAnswer, successAnswer } from '../wire/answer.ts';
import { AwsError } from '../wire/aws-error.ts';
import type { ServedOperation, Service } from '../wire/operation.ts';
import { type Protocol, readWireCall, type WireCall, type WireRequest } from '../wire/wire-call.ts';
import type { World } from './world.ts';

/** A request whose body has been read. */
export interface ReceivedRequest extends WireRequest {
  /** Resolves after `delayMs`; rejects when the world closes. */
  wait(delayMs: number): Promise<void>;
}

/**
 * Answers one AWS request and journals it: fault first, then credentials, then the operation.
 *
 * Rejects only when the world closes during a delay. A defect of this server is answered as AWS's own
 * internal error, so that no text from inside reaches the wire. A request that names no service of
 * this world is answered, but not journalled.
 */
export async function answerCall(world: World, request: ReceivedRequest): Promise<Delivery> {
  const requestId = randomUUID();
  try {
    const call = readWireCall(request);
    return await answerKnownCall(world, { ...request, call, requestId });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { how: 'send', answer: errorAnswer(likelyProtocol(request), error, requestId) };
  }
}

interface ReceivedCall extends ReceivedRequest {
  readonly call: WireCall;
  readonly requestId: string;
}

async function answerKnownCall(world: World, received: ReceivedCall): Promise<Delivery> {
  const { call, requestId, headers } = received;
  const at = world.now();
  const resources = world.services[call.service].resources(call.input);
  const fault = world.faults.take({ ...call, resources });
  const delivery = await deliverUnder(fault, {
    run: () => runOperation(world, received),
    error: (error) => errorAnswer(call.protocol, error, requestId),
    wait: received.wait,
  });
  const record = { call, resources, at, requestId, headers, fault, delivery };
  world.journal.add(journalEntry(record, world));
  return delivery;
}

async function runOperation(
  world: World,
  { call, headers, requestId }: ReceivedCall,
): Promise<Answer> {
  try {
    const signature = readSignature(headers);
    const caller = world.roles.identify(signature);
    const context = { caller, region: signature.region, now: world.now() };
    const operation = findOperation(world.services[call.service], call.operation);
    return successAnswer(call, await operation(call.input, context), requestId);
  } catch (error) {
    const awsError = error instanceof AwsError ? error : internalServiceError();
    return errorAnswer(call.protocol, awsError, requestId);
  }
}

function findOperation({ name, operations }: Service, wanted: string): ServedOperation {
  const operation = operations.get(wanted);
  if (operation !== undefined) return operation;
  const offered = [...operations.keys()].join(', ');
  throw new AwsError(
    'UnknownOperationException',
    `This local AWS does not offer ${wanted} of ${name}. Offered: ${offered}.`,
  );
}

/** How to write an error for a request whose service could not be found. */
function likelyProtocol(request: ReceivedRequest): Protocol {
  if (isObjectCall(request)) return { kind: 'rest' };
  const { headers } = request;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return isForm ? { kind: 'query', namespace: '' } : { kind: 'json' };
}

/** An answered call, before it is reduced to what the journal keeps. */
interface CallRecord {
  readonly call: WireCall;
  readonly resources: readonly string[];
  readonly at: Date;
  readonly requestId: string;
  readonly headers: IncomingHttpHeaders;
  readonly fault: Fault | undefined;
  readonly delivery: Delivery;
}

/** Reduces a call to identifiers and status; headers and input stay behind. */
function journalEntry(record: CallRecord, world: World): JournalEntry {
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
