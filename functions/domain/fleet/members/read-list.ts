import { PreflightError } from '../../model/preflight-error.ts';
import { count } from '../../text/count.ts';
import { csvEntries, type ReadCsv } from './csv-entries.ts';
import {
  type DeclaredMember,
  isMemberName,
  type ListEntry,
  problemsOf,
} from './declared-member.ts';
import { jsonEntries } from './json-entries.ts';

/** A list of members, read as it comes. */
export interface MembersList {
  /** For messages: `s3://bucket/members.csv`. */
  readonly name: string;
  readonly chunks: AsyncIterable<string>;
  readonly readCsv: ReadCsv;
}

const MOST_SHOWN = 20;

/**
 * The members of a list, in its order: JSON where it begins with `[` or `{`, else CSV. The list is read as it
 * comes; what grows with it are the names alone, some 250 bytes a member.
 *
 * Throws `PreflightError` `fleet.members-invalid` for a list with anything wrong in it, which names at most
 * 20 lines and counts the others, and for an empty one: a shorter fleet, or none, would not be the declared one.
 */
export async function readList(list: MembersList): Promise<readonly DeclaredMember[]> {
  const members: DeclaredMember[] = [];
  const lines = new Map<string, number>();
  const problems: string[] = [];
  let found = 0;
  for await (const entry of entriesOf(list)) {
    const own = problemsIn(entry, lines);
    found += own.length;
    problems.push(...own.slice(0, MOST_SHOWN - problems.length));
    if (own.length === 0) members.push(memberOf(entry));
  }
  if (found > 0) throw refuseList(list.name, problems, found);
  if (members.length > 0) return members;
  throw invalid(`The list of members ${list.name} is empty: there is nothing to verify.`);
}

async function* entriesOf({ chunks, readCsv }: MembersList): AsyncIterable<ListEntry> {
  const { first, all } = await peek(chunks);
  yield* first === '[' || first === '{' ? jsonEntries(all) : csvEntries(all, readCsv);
}

function problemsIn(entry: ListEntry, lines: Map<string, number>): readonly string[] {
  const { line, member } = entry;
  const isName = typeof member === 'string' && isMemberName(member);
  const problems = problemsOf(entry);
  const other = isName ? lines.get(member) : undefined;
  if (isName) lines.set(member, other ?? line);
  const all = other === undefined ? problems : [...problems, `line ${other} has that member too`];
  // Anything else in its place may be a token, whatever else is wrong with the line.
  const place = isName ? `line ${line} (${member})` : `line ${line}`;
  return all.map((problem) => `${place}: ${problem}`);
}

function memberOf({ member, accountSid }: ListEntry): DeclaredMember {
  return { member: String(member), accountSid: String(accountSid) };
}

/** The first character that is no blank, and all chunks again. */
async function peek(
  chunks: AsyncIterable<string>,
): Promise<{ readonly first: string; readonly all: AsyncIterable<string> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let seen = '';
  while (seen.trim() === '') {
    const next = await iterator.next();
    if (next.done === true) break;
    seen += next.value;
  }
  return { first: seen.trim().slice(0, 1), all: rest(seen, iterator) };
}

async function* rest(seen: string, iterator: AsyncIterator<string>): AsyncIterable<string> {
  try {
    yield seen;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

function refuseList(name: string, problems: readonly string[], found: number): PreflightError {
  const more = found > problems.length ? [`and ${found - problems.length} more`] : [];
  const headline = `The list of members ${name} has ${count(found, 'problem')}.`;
  return invalid([headline, ...problems, ...more].join('\n'));
}

function invalid(message: string): PreflightError {
  return new PreflightError(message, { code: 'fleet.members-invalid', fault: 'operator' });
}
