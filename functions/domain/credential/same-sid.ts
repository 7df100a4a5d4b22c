/** Twilio issues lower-case SIDs; an upper-case copy names the same resource (and is a format warning). */
export function sameSid(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
