/**
 * A value that must never be shown: an Auth Token, an API key secret, a whole secret payload.
 *
 * Every implicit way out gives nothing: template literals and `JSON.stringify` print `[redacted]`,
 * `console.log` and `util.inspect` print an empty object, since the field is private to the engine. Only {@link Redacted.expose} gives the value; it is called where the value
 * is parsed or put on the wire, nowhere else.
 */
export class Redacted<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  expose(): T {
    return this.#value;
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }
}
