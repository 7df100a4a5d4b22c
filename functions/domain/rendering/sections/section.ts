import type { CheckStatus } from '../../model/report.ts';

/** One line of a section, before any layout. */
export interface SectionLine {
  /** Stands before the text: `1. `, `- `, `FAIL  `; continuation lines are indented by its length. */
  readonly marker: string;
  readonly text: string;
  /** A command: never wrapped and never cut. */
  readonly verbatim?: true;
  /** What the marker tells, for colour. */
  readonly status?: CheckStatus;
}

/**
 * A part of a report that is shown together. The terminal, the pipeline message and the email
 * differ in order, layout and length; what a section says is the same in all of them.
 */
export interface Section {
  /** May be empty where the lines speak for themselves. */
  readonly heading: string;
  /** Empty: the section is not shown. */
  readonly lines: readonly SectionLine[];
}
