import { count } from '../../text/count.ts';
import type { ListEntry } from './declared-member.ts';

/** A record of CSV, or why what follows is none; nothing comes after a problem. */
export interface CsvRecord {
  /** The line on which it ends, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem?: string | undefined;
}

/** Takes CSV apart, as RFC 4180 has it: commas, quotes, CRLF or LF; without empty lines. */
export type ReadCsv = (chunks: AsyncIterable<string>) => AsyncIterable<CsvRecord>;

/** The entries of a list in CSV. Its header names the columns `member` and `accountSid`, in any order, among others. */
export async function* csvEntries(
  chunks: AsyncIterable<string>,
  readCsv: ReadCsv,
): AsyncIterable<ListEntry> {
  let header: readonly string[] | undefined;
  for await (const record of readCsv(chunks)) {
    const problem = record.problem ?? problemWith(record.cells, header);
    if (header !== undefined || problem !== undefined) {
      yield entryOf(record, header ?? [], problem);
      if (header === undefined) return;
    }
    header ??= record.cells;
  }
}

function entryOf(
  { line, cells }: CsvRecord,
  header: readonly string[],
  problem: string | undefined,
): ListEntry {
  return {
    line,
    member: cells[header.indexOf('member')],
    accountSid: cells[header.indexOf('accountSid')],
    problem,
  };
}

function problemWith(
  cells: readonly string[],
  header: readonly string[] | undefined,
): string | undefined {
  if (header === undefined) {
    const isGood = ['member', 'accountSid'].every(
      (name) => cells.indexOf(name) >= 0 && cells.indexOf(name) === cells.lastIndexOf(name),
    );
    return isGood
      ? undefined
      : 'the header must have the columns member and accountSid, each once, separated by commas';
  }
  return cells.length === header.length
    ? undefined
    : `it has ${count(cells.length, 'column')}, and the header has ${header.length}`;
}
