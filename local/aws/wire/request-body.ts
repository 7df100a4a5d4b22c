import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';

/**
 * The largest request that AWS accepts here, objects aside, is an SNS message of 262,144 bytes, whose form
 * encoding can triple it, with room for JSON escapes of a 65,536-byte secret.
 */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** S3 takes 5 GiB in one request; this world keeps objects in memory. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

/**
 * Reads a request's body.
 *
 * @throws AwsError `RequestEntityTooLargeException` (413) beyond 2 MiB, and 64 MiB of a PUT, which only S3 has.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const maxBytes = request.method === 'PUT' ? MAX_OBJECT_BYTES : MAX_BODY_BYTES;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) {
      throw new AwsError(
        'RequestEntityTooLargeException',
        `The request is larger than ${maxBytes} bytes.`,
        413,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
