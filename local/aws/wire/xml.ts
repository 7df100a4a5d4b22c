const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Everything XML 1.0 cannot carry, not even as a character reference. */
const UNREPRESENTABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/**
 * Renders a value as an XML element in the form of AWS's Query protocol.
 *
 * Objects become child elements, arrays `<member>` elements, dates ISO 8601; undefined is left out.
 * Characters that XML cannot represent become U+FFFD.
 */
export function xmlElement(name: string, value: unknown): string {
  if (value === undefined) return '';
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => xmlElement('member', item)).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, child]) => xmlElement(name, child))
      .join('');
  }
  return String(value)
    .replace(UNREPRESENTABLE, '\u{fffd}')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
