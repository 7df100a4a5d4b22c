import {
  appendFileSync,
  closeSync,
  createReadStream,
  openSync,
  statSync,
  truncateSync,
} from 'node:fs';
import type { MemberResult } from '../../../functions/domain/model/schemas/fleet-schema.ts';
import { VERDICTS_WORST_FIRST } from '../../../functions/domain/model/verdict.ts';
import { shownArgument } from '../../arguments/shown-argument.ts';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-code.ts';
import { fixableFault } from '../../file-fault.ts';

/** A line of the file: a result, and for which declaration of its member, as `declarationOf` gives it. */
export type KeptResult = MemberResult & { readonly declared?: string | undefined };

/** A file of results, a line of JSON each; of two lines of one member the last counts. */
export interface ResultsFile {
  readonly path: string;
  append(result: KeptResult): void;
  /** Every line, in the order of writing. */
  read(): AsyncIterable<KeptResult>;
  close(): void;
}

/**
 * Opens the file to go on with it; makes it where there is none. A last line without its end, of a run
 * that was killed, is taken away; nothing else of the file ever is. Each line is written at once, so that an
 * interruption loses none. Throws `CommandError` (2) where the file cannot be used, or holds anything but results:
 * it is then as it was.
 */
export async function openResultsFile(path: string): Promise<ResultsFile> {
  const descriptor = await opened(path);
  return {
    path,
    append: (result) => {
      try {
        // All of it: `writeSync` may write a part, as where the disk is nearly full.
        appendFileSync(descriptor, `${JSON.stringify(result)}\n`);
      } catch (cause) {
        throw unusable(path, `could not be written: ${faultOf(cause)}. ${GO_ON}`, cause);
      }
    },
    read: async function* () {
      for await (const { result } of resultsIn(path)) yield result;
    },
    close: () => closeSync(descriptor),
  };
}

const GO_ON = 'It keeps the results before: the same command goes on with them';
const NAME_ANOTHER = 'Name another one with --results FILE';

async function opened(path: string): Promise<number> {
  const stats = statSync(path, { throwIfNoEntry: false });
  // A pipe or a device may never come to its end.
  if (stats !== undefined && !(stats.isFile() || stats.isDirectory())) {
    throw unusable(path, `is no regular file. ${NAME_ANOTHER}`);
  }
  try {
    if (stats !== undefined) truncateSync(path, await endOfResults(path));
    return openSync(path, 'a', 0o600);
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw unusable(path, `could not be opened: ${faultOf(cause)}. ${NAME_ANOTHER}`, cause);
  }
}

/** What the system says of a file: a sentence where a person can put it right, else its code. */
export function faultOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return fixableFault(error) ?? code;
}

async function endOfResults(path: string): Promise<number> {
  let end = 0;
  for await (const { bytes } of resultsIn(path)) end += bytes;
  return end;
}

async function* resultsIn(
  path: string,
): AsyncGenerator<{ readonly result: KeptResult; readonly bytes: number }, void, undefined> {
  let number = 0;
  for await (const { text, bytes, isTorn } of linesOf(path)) {
    number += 1;
    const result = resultOf(text);
    if (isTorn ? !isBegunResult(text) : result === undefined) {
      throw unusable(
        path,
        `has no result of a member in line ${number}. Name a file that \`fleet --local\` wrote, or a new one`,
      );
    }
    if (result !== undefined && !isTorn) yield { result, bytes };
  }
}

const BEGINNING = '{"member":"';

/** Whether a line without its end may be one of this file: whole JSON of another form is not. */
function isBegunResult(text: string): boolean {
  if (!BEGINNING.startsWith(text.slice(0, BEGINNING.length))) return false;
  const value = jsonIn(text);
  return value === undefined || isResult(value);
}

const NEWLINE = 10;

interface Line {
  readonly text: string;
  readonly bytes: number;
  /** It has no end: the last line only. */
  readonly isTorn: boolean;
}

/** Read as they come. */
async function* linesOf(path: string): AsyncGenerator<Line, void, undefined> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    rest = Buffer.concat([rest, chunk]);
    let begin = 0;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, begin)) {
      yield { text: rest.toString('utf8', begin, end), bytes: end + 1 - begin, isTorn: false };
      begin = end + 1;
    }
    rest = rest.subarray(begin);
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), bytes: rest.length, isTorn: true };
}

function resultOf(text: string): KeptResult | undefined {
  const value = jsonIn(text);
  return isResult(value) ? value : undefined;
}

/** Undefined where the text is no JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isResult(value: unknown): value is KeptResult {
  if (typeof value !== 'object' || value === null) return false;
  const { member, verdict, checks } = value as Partial<KeptResult>;
  const isVerdict = VERDICTS_WORST_FIRST.some((one) => one === verdict);
  return typeof member === 'string' && isVerdict && Array.isArray(checks);
}

function unusable(path: string, problem: string, cause?: unknown): CommandError {
  const message = `The file of results ${shownArgument(path)} ${problem}.`;
  return new CommandError(message, { exitCode: EXIT.configuration, cause });
}
