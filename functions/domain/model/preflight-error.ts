/** Stable codes of errors: a defect, a bad configuration, or a broken dependency; never an expected outcome. */
export const PREFLIGHT_ERROR_CODES = [
  'config.invalid',
  'config.unknown-environment',
  'payload.invalid',
  'alert.undelivered',
  /** The gate was deployed without a table. */
  'history.absent',
  /** The table gave no usable answer. */
  'history.unavailable',
  /** The bucket, the key or the state machine of a fleet gave no usable answer. */
  'fleet.unavailable',
  /** A bucket gave no usable answer. */
  'objects.unavailable',
  /** The list of a fleet's members cannot be used, or is empty. */
  'fleet.members-invalid',
  /** An override or a snooze that there is already, or that there is not. */
  'control.refused',
  'origin.not-loopback',
  'secret-file.unusable',
  'gate.blocked',
  'program.defect',
  'out-of-time',
] as const;

/** Codes of the application kit: no function throws them. */
export type KitErrorCode = 'credential.malformed' | 'credential.rejected' | 'secret.unreadable';

export type PreflightErrorCode = (typeof PREFLIGHT_ERROR_CODES)[number] | KitErrorCode;

/**
 * The one error class of this program. `fault` says who can fix it: the operator (configuration,
 * payload) or a service. Its message never holds a secret, a header or a raw event. `name` is the code:
 * Lambda gives its caller an error's name as `errorType`, and no other property.
 */
export class PreflightError extends Error {
  readonly code: PreflightErrorCode;
  readonly fault: 'operator' | 'service';

  constructor(
    message: string,
    options: { code: PreflightErrorCode; fault: 'operator' | 'service'; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = options.code;
    this.code = options.code;
    this.fault = options.fault;
  }
}
