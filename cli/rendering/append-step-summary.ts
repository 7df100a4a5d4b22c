import { appendFileSync, statSync } from 'node:fs';
import type { Io } from '../io.ts';
import type { Outcome } from './outcome.ts';
import { renderMarkdown } from './render-markdown.ts';

/**
 * GitHub refuses a longer summary of a step as a whole.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits
 */
const MOST_BYTES = 1024 * 1024;
const SHORTENED = '\n\n… (shortened: GitHub shows 1 MiB of a step)\n';

/**
 * Appends the outcome as Markdown to the file that GITHUB_STEP_SUMMARY names, cut where the file would
 * exceed 1 MiB. Nothing happens where that is not set; a failure to write is said on stderr alone.
 */
export function appendStepSummary(
  outcome: Outcome,
  { env, stderr }: Pick<Io, 'env' | 'stderr'>,
): void {
  const path = env['GITHUB_STEP_SUMMARY'];
  if (!path) return;
  try {
    const present = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(path, fitting(renderMarkdown(outcome), MOST_BYTES - present));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    stderr.write(`note: the step summary (GITHUB_STEP_SUMMARY) could not be written (${code}).\n`);
  }
}

/** Whole lines of the text that fit. What follows an open code block ends it, since it is not indented. */
function fitting(text: string, room: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= room) return text;
  const end = room - Buffer.byteLength(SHORTENED);
  if (end <= 0) return '';
  return `${bytes.subarray(0, bytes.lastIndexOf('\n', end)).toString()}${SHORTENED}`;
}
