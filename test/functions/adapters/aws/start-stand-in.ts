import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';

/** One request as the stand-in got it. */
export interface StandInRequest {
  /** The `x-amz-target` of JSON services, the `Action` of Query services. */
  readonly operation: string;
  readonly body: string;
  /** From the credential scope of the signature. */
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** Writes the answer to the `index`-th request, 0 being the first. */
export type Respond = (
  response: ServerResponse,
  request: StandInRequest,
  index: number,
) => void | Promise<void>;

export interface StandIn {
  readonly origin: string;
  readonly requests: readonly StandInRequest[];
}

/**
 * Starts an HTTP server in the place of every AWS service until the test ends, and points the SDK's
 * environment at it. It answers what it is told: for the faults that the local AWS does not have.
 */
export async function startStandIn(respond: Respond): Promise<StandIn> {
  const requests: StandInRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = described(incoming, await text(incoming));
    requests.push(request);
    await respond(response, request, requests.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pointSdkAt(origin);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.close();
    server.closeAllConnections();
  });
  return { origin, requests };
}

/** The SDK's environment for a loopback AWS: endpoint, credentials, Region, no instance metadata. */
export function pointSdkAt(origin: string): void {
  vi.stubEnv('AWS_ENDPOINT_URL', origin);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'an-example');
  vi.stubEnv('AWS_SESSION_TOKEN', undefined);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
}

/** Answers JSON as AWS does, with a request id. */
export function json(status: number, body: unknown): Respond {
  return raw(status, JSON.stringify(body), 'application/x-amz-json-1.1');
}

/** Answers XML as the Query services do. */
export function xml(status: number, body: string): Respond {
  return raw(status, body, 'text/xml');
}

export function raw(status: number, body: string, type = 'text/html'): Respond {
  return (response) => {
    const aws =
      type === 'text/html' ? {} : { 'x-amzn-requestid': '0f8fad5b-d9cb-469f-a165-70867728950e' };
    response.writeHead(status, { 'content-type': type, ...aws }).end(body);
  };
}

function described(incoming: IncomingMessage, body: string): StandInRequest {
  const scope = /Credential=([^,]+)/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
  const [accessKeyId = '', , region = '', service = ''] = scope.split('/');
  const target = incoming.headers['x-amz-target'];
  const operation =
    typeof target === 'string' ? target : (new URLSearchParams(body).get('Action') ?? '');
  return { operation, body, accessKeyId, region, service };
}
