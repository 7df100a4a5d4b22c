/** One API key as Twilio lists it: there is no last-used date, and no field tells its type. */
export interface ListedKey {
  readonly sid: string;
  /** Its friendly name as it was given, up to 64 characters of anything; absent where it has none. */
  readonly label?: string;
  /** ISO 8601, UTC; absent where Twilio gave no date that can be read. */
  readonly createdAt?: string;
  readonly updatedAt?: string;
}
