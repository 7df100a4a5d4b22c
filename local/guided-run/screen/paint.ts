/** The few ways in which a run's text differs from plain. */
export type Ink = 'good' | 'bad' | 'quiet' | 'strong';

/** Puts ink on a text, or leaves it as it is where there is no colour. */
export type Paint = (ink: Ink, text: string) => string;

const RESET = '\u001b[0m';

const INKS: Readonly<Record<Ink, string>> = {
  good: '\u001b[32m',
  bad: '\u001b[31m',
  quiet: '\u001b[2m',
  strong: '\u001b[1m',
};

/** Paints with ANSI codes, or not at all. Words carry the meaning; colour only repeats it. */
export function createPaint(hasColour: boolean): Paint {
  return hasColour ? (ink, text) => `${INKS[ink]}${text}${RESET}` : (_ink, text) => text;
}
