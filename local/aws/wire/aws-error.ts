/**
 * An error that AWS would answer with. Operations throw it; one place turns it into JSON or XML.
 *
 * `code` is the JSON services' name (`ValidationException`); the Query encoder renames where SNS and
 * STS say it otherwise. The message never holds a value from the request that could be secret.
 */
export class AwsError extends Error {
  readonly code: string;
  /** HTTP status: 400 unless AWS documents another. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}
