/** A change that Twilio itself would not allow, or that names something unknown. Holds no secret. */
export class WorldError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorldError';
  }
}

/** Throws {@link WorldError} with `message` unless `condition` holds. */
export function requireThat(condition: boolean, message: string): asserts condition {
  if (!condition) throw new WorldError(message);
}
