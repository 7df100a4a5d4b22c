import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';

/** How the stand-in takes the next attempt; without one it behaves as CodeDeploy. */
export type Fault = { readonly error: string } | 'reset' | 'accept-then-reset' | 'html';

/** One attempt to answer. */
export interface Attempt {
  readonly deploymentId: string;
  readonly executionId: string;
  readonly status: string;
  /** What it was told; `accepted` where its status stands now. */
  readonly told: string;
}

export interface CodeDeployStandIn {
  readonly attempts: readonly Attempt[];
  /** The next attempt meets this. */
  fail(fault: Fault): void;
  close(): void;
}

const TARGET = 'CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus';

/**
 * Starts the one operation of CodeDeploy that a hook calls, and points the SDK at it. The first status
 * of an execution stands; a later one is LifecycleEventAlreadyCompletedException.
 */
export async function startCodeDeploy(): Promise<CodeDeployStandIn> {
  const attempts: Attempt[] = [];
  const faults: Fault[] = [];
  const settled = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    const { deploymentId, lifecycleEventHookExecutionId: executionId, status } = body;
    const fault = faults.shift();
    const isKnown = request.headers['x-amz-target'] === TARGET;
    const told = isKnown ? toldOf({ executionId, status, fault }, settled) : 'UnknownOperation';
    attempts.push({ deploymentId, executionId, status, told });
    if (fault === 'reset' || fault === 'accept-then-reset') request.socket.destroy();
    else if (fault === 'html') response.setHeader('content-type', 'text/html').end('<html>');
    else reply(response, { told, executionId });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_CODEDEPLOY', `http://127.0.0.1:${port}`);
  return {
    attempts,
    fail: (fault) => {
      faults.push(fault);
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function reply(
  response: ServerResponse,
  { told, executionId }: { readonly told: string; readonly executionId: string },
): void {
  const isTaken = told === 'accepted';
  const taken = { lifecycleEventHookExecutionId: executionId };
  const refused = { __type: told, message: 'No.' };
  response.statusCode = isTaken ? 200 : 400;
  response.setHeader('x-amzn-requestid', 'example-request');
  response.end(JSON.stringify(isTaken ? taken : refused));
}

interface Asked {
  readonly executionId: string;
  readonly status: string;
  readonly fault: Fault | undefined;
}

function toldOf({ executionId, status, fault }: Asked, settled: Set<string>): string {
  if (fault === 'reset' || fault === 'html') return fault;
  if (typeof fault === 'object') return fault.error;
  if (!['Succeeded', 'Failed'].includes(status)) {
    return 'InvalidLifecycleEventHookExecutionStatusException';
  }
  if (settled.has(executionId)) return 'LifecycleEventAlreadyCompletedException';
  settled.add(executionId);
  return 'accepted';
}
