import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';

/**
 * The largest request AWS accepts here is an SNS message of 262,144 bytes, whose form encoding can
 * triple it, with room for JSON escapes of a 65,536-byte secret.
 */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/**
 * Reads a request's body as UTF-8.
 *
 * @throws AwsError `RequestEntityTooLargeException` (413) beyond 2 MiB.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) {
      throw new AwsError(
        'RequestEntityTooLargeException',
        `The request is larger than ${MAX_BODY_BYTES} bytes.`,
        413,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
