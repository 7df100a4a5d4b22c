import { plainCommand, plainLine } from './plain-line.ts';

/**
 * A copy of a plain JSON value (a report or a part of one) in which every string is one safe line,
 * and every `command` is safe to paste. Each rendering starts with it, so that no text which came
 * from outside (Twilio's, AWS's, a secret's field names) can bring line breaks or control characters
 * into a terminal, a pipeline message or an SMS, also through fields that are added later.
 */
export function plainCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), plainValue);
}

function plainValue(key: string, value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  return key === 'command' ? plainCommand(value) : plainLine(value);
}
