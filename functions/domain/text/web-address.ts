/** What RFC 3986 has no place for, and a browser's parser lets through. */
const FOREIGN = /[^\w.~:/?#@!$&'()*+,;=%[\]-]/gu;

/** The address as a link may hold it; undefined for what is no `https:` address: a report may hold anything. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' ? href.replaceAll(FOREIGN, encodeURIComponent) : undefined;
}
