/** `Thu, 30 Jul 2015 20:00:00 +0000`: the dates of v2010 and IAM (RFC 2822). */
export function toRfc2822(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

/** `2015-07-30T20:00:00Z`: the dates of the product APIs, without milliseconds. */
export function toIsoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
