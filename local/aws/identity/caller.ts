import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../wire/aws-error.ts';

/** Who signed a request, as IAM would name them. */
export interface Caller {
  readonly accountId: string;
  /** `arn:aws:iam::…:user/local`, or `arn:aws:sts::…:assumed-role/ROLE/SESSION`. */
  readonly arn: string;
  /** The role behind an assumed-role session. */
  readonly roleArn?: string;
}

/** What a request says about its signer; nothing of it is checked yet. */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly sessionToken?: string;
}

/**
 * Reads the credential scope of a SigV4 `Authorization` header.
 *
 * The signature itself is not verified: any secret access key will do, as on every local AWS.
 *
 * @throws AwsError `MissingAuthenticationTokenException` (403) for an unsigned request.
 */
export function readSignature(headers: IncomingHttpHeaders): Signature {
  const scope = /^AWS4-HMAC-SHA256 .*?Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\//.exec(
    headers.authorization ?? '',
  );
  const [, accessKeyId, region] = scope ?? [];
  if (accessKeyId === undefined || region === undefined) {
    throw new AwsError(
      'MissingAuthenticationTokenException',
      'Request is missing Authentication Token: sign it with any credentials.',
      403,
    );
  }
  const sessionToken = headers['x-amz-security-token'];
  return typeof sessionToken === 'string'
    ? { accessKeyId, region, sessionToken }
    : { accessKeyId, region };
}

/** The message of an IAM denial, in AWS's words. */
export function notAuthorized(caller: Caller, action: string, resource: string): string {
  return `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}
