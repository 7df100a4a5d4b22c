import type { CheckStatus } from '../../functions/domain/model/report.ts';

/** What a piece of text means; the words carry the same meaning where there is no colour. */
type Tone = CheckStatus | 'heading';

/** Text in the colour of its tone, or as it is. */
export type Paint = (text: string, tone: Tone) => string;

/** SGR parameters (ECMA-48): bold red, bold magenta, bold yellow, green, grey, bold. */
const SGR: Readonly<Record<Tone, string>> = {
  fail: '1;31',
  inconclusive: '1;35',
  warn: '1;33',
  pass: '32',
  skipped: '90',
  heading: '1',
};

/** Leaves every text as it is: for files, logs and pipes. */
export const plainPaint: Paint = (text) => text;

/** ANSI colours, for a terminal only. */
export const ansiPaint: Paint = (text, tone) => `\u{1b}[${SGR[tone]}m${text}\u{1b}[0m`;
