/**
 * Milliseconds a `Retry-After` header asks to wait, from `now`: whole seconds or an HTTP date
 * (RFC 9110, section 10.2.3). 0 for a date that has passed, undefined when there is no header or
 * none that can be read. Unbounded: the caller compares it with the time it has.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  // Date.parse alone would take "-5" or "2" for a year.
  if (!/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
