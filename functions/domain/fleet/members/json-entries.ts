import { repeatedNames } from '../../credential/payload-object.ts';
import type { JsonObject } from '../../model/twilio-api.ts';
import type { ListEntry } from './declared-member.ts';
import { type JsonText, jsonTexts } from './json-texts.ts';

/** The entries of a list in JSON: an array of objects, or one object a line. Nothing follows a fault of its form. */
export async function* jsonEntries(chunks: AsyncIterable<string>): AsyncIterable<ListEntry> {
  for await (const found of jsonTexts(chunks)) yield entryOf(found);
}

function entryOf({ line, text, problem }: JsonText): ListEntry {
  if (problem !== undefined) return { line, member: undefined, accountSid: undefined, problem };
  try {
    const { member, accountSid }: JsonObject = JSON.parse(text);
    // Of two values JSON.parse keeps the last, and other parsers the first.
    const repeated = repeatedNames(text);
    const twice = ['member', 'accountSid'].find((name) => repeated.has(name));
    return { line, member, accountSid, problem: twice && `it has ${twice} more than once` };
  } catch {
    return { line, member: undefined, accountSid: undefined, problem: 'it is no JSON object' };
  }
}
