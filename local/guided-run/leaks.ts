/** The shortest part of a secret that must not be seen: what is shorter, chance alone can write. */
const PART_LENGTH = 8;

/** The same for base64, in which 8 characters take 11. */
const BASE64_PART_LENGTH = 11;

/** Random and public: a UUID, or a SID with its 32 hex digits, may hold 8 digits of a token by chance. */
const PUBLIC_ID = /\b(?:[A-Z]{2}[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;

/**
 * Counts the secrets of which something stands in a text: the value, a part of 8 characters or more,
 * or its base64, URL-safe base64, URL-encoded or hexadecimal form, wherever in a longer value it begins.
 */
export function countLeaks(text: string, secrets: readonly string[]): number {
  const withoutIds = text.replace(PUBLIC_ID, ' ');
  // Thousands of traces in long texts: most are ruled out by how they begin.
  const beginnings = new Set(parts(withoutIds, PART_LENGTH));
  const isSeen = (trace: string): boolean =>
    beginnings.has(trace.slice(0, PART_LENGTH)) && withoutIds.includes(trace);
  const isLeaked = (secret: string): boolean =>
    text.includes(secret) || tracesOf(secret).some(isSeen);
  return secrets.filter(isLeaked).length;
}

function tracesOf(secret: string): readonly string[] {
  return [
    ...parts(secret, PART_LENGTH),
    ...parts(encodeURIComponent(secret), PART_LENGTH),
    ...parts(Buffer.from(secret).toString('hex'), 2 * PART_LENGTH),
    ...[0, 1, 2].flatMap((offset) => base64Parts(secret, offset)),
  ];
}

/** Base64 looks different for each of the three places, modulo 3, at which a value can begin. */
function base64Parts(secret: string, offset: number): readonly string[] {
  const base64 = Buffer.from(`${'-'.repeat(offset)}${secret}`).toString('base64');
  // The first group depends on what stands before the secret, the last on what comes after it.
  const own = base64.slice(offset === 0 ? 0 : 4, -4);
  const urlSafe = own.replaceAll('+', '-').replaceAll('/', '_');
  return [...parts(own, BASE64_PART_LENGTH), ...parts(urlSafe, BASE64_PART_LENGTH)];
}

function parts(text: string, length: number): readonly string[] {
  const found: string[] = [];
  for (let start = 0; start + length <= text.length; start += 1) {
    found.push(text.slice(start, start + length));
  }
  return found;
}
