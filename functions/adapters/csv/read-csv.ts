import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { CsvRecord, ReadCsv } from '../../domain/fleet/members/csv-entries.ts';

/** Far above a name and a SID: a quote that is never closed would otherwise keep the whole list. */
const LONGEST_RECORD = 65_536;

/** What a record is with its place. */
interface Placed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Takes CSV apart as it comes; blanks around cells are dropped. What is no CSV is the last record's problem. */
export const readCsv: ReadCsv = async function* (chunks): AsyncIterable<CsvRecord> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LONGEST_RECORD,
  });
  const piped = pipeline(Readable.from(chunks), parser);
  // The loop below meets the same error.
  piped.catch(() => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<Placed>) {
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: parser.info.lines, cells: [], problem: problemOf(error) };
  }
};

/** The client's own text quotes the cell. */
function problemOf({ code }: CsvError): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is not closed';
    case 'CSV_MAX_RECORD_SIZE':
      return `it has more than ${LONGEST_RECORD} characters, or a quote is not closed`;
    default:
      return `it is no CSV (${code})`;
  }
}
