import type { Answer } from './answer.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * The answer as the XML that v2010 sends for a URL without `.json`, errors included
 * (https://www.twilio.com/docs/usage/twilios-response): `snake_case` becomes `PascalCase`.
 */
export function toTwilioXml(answer: Answer): string {
  const inner = element(answer.element, answer.body);
  return `<?xml version='1.0' encoding='UTF-8'?>\n<TwilioResponse>${inner}</TwilioResponse>`;
}

/** Text made safe inside XML and HTML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

function element(name: string, value: unknown): string {
  return `<${name}>${content(name, value)}</${name}>`;
}

function content(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => element(singular(name), item)).join('');
  if (typeof value !== 'object') return escapeMarkup(String(value));
  return Object.entries(value)
    .map(([key, child]) => element(toPascalCase(key), child))
    .join('');
}

function toPascalCase(name: string): string {
  return name
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function singular(name: string): string {
  return name.endsWith('s') ? name.slice(0, -1) : `${name}Item`;
}
