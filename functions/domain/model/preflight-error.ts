/** Stable codes of errors: a defect, a bad configuration, or a broken dependency; never an expected outcome. */
export type PreflightErrorCode =
  | 'config.invalid'
  | 'config.unknown-environment'
  | 'payload.invalid'
  | 'alert.undelivered'
  | 'history.unavailable'
  | 'origin.not-loopback'
  | 'secret-file.unusable'
  | 'gate.blocked'
  | 'program.defect'
  | 'out-of-time';

/**
 * The one error class of this program. `fault` says who can fix it: the operator (configuration,
 * payload) or a service. Its message never holds a secret, a header or a raw event.
 */
export class PreflightError extends Error {
  readonly code: PreflightErrorCode;
  readonly fault: 'operator' | 'service';

  constructor(
    message: string,
    options: { code: PreflightErrorCode; fault: 'operator' | 'service'; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'PreflightError';
    this.code = options.code;
    this.fault = options.fault;
  }
}
