import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { WireAnswer } from './aws-model.ts';

/** A request handler of the SDK's that keeps the last answer as it was on the wire. */
export class RecordingHandler extends NodeHttpHandler {
  last: WireAnswer = { status: 0, headers: {}, body: '' };

  override async handle(
    ...[request, options]: Parameters<NodeHttpHandler['handle']>
  ): ReturnType<NodeHttpHandler['handle']> {
    const { response } = await super.handle(request, options);
    const bytes = await buffer(response.body);
    this.last = { status: response.statusCode, headers: response.headers, body: bytes.toString() };
    response.body = Readable.from([bytes]);
    return { response };
  }
}
