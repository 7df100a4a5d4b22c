import { Writable } from 'node:stream';
import { type CANCEL_SYMBOL, confirm, isCancel, multiselect, select, text } from '@clack/prompts';
import { type Choice, PromptCancelled, type PromptOptions, type Prompts } from '../prompts.ts';

/** A colour as a terminal takes it (ECMA-48 SGR). */
const ESCAPE = '\u001b';
const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g');
/** Of a terminal that does not say its size. */
const COLUMNS = 80;
const ROWS = 24;

/**
 * Asks on the terminal of the process. Questions go to stderr, as all that is no result. Only a dialogue
 * loads this module and its library.
 */
export function terminalPrompts({ hasColour, signal }: PromptOptions): Prompts {
  const output = outputTo(process.stderr, hasColour);
  const common = { input: process.stdin, output, signal };
  return {
    text: async ({ message, initial, refuse }) =>
      answered(
        await text({
          ...common,
          message,
          initialValue: initial ?? '',
          validate: (answer) => refuse((answer ?? '').trim()),
        }),
      ).trim(),
    select: async ({ message, choices, initial }) => {
      const start = initial === undefined ? {} : { initialValue: initial };
      return answered(await select({ ...common, ...start, message, options: choices.map(option) }));
    },
    selectSome: async ({ message, choices, initial }) => {
      const options = choices.map(option);
      const asked = { ...common, message, options, initialValues: initial, required: true };
      return answered(await multiselect(asked));
    },
    confirm: async ({ message, initial }) =>
      answered(await confirm({ ...common, message, initialValue: initial })),
  };
}

function answered<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer)) throw new PromptCancelled();
  return answer;
}

function option({ value, label, hint }: Choice): { value: string; label: string; hint?: string } {
  return hint === undefined ? { value, label } : { value, label, hint };
}

/**
 * The stream as the library needs it: it has no switch for colour (and Node 20 colours whatever NO_COLOR
 * says), and breaks after every character where a terminal does not say how wide it is.
 */
function outputTo(stream: NodeJS.WriteStream, hasColour: boolean): Writable {
  const output = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, _encoding, done) => {
      const text = Buffer.from(chunk).toString();
      stream.write(hasColour ? text : text.replaceAll(COLOUR, ''), done);
    },
  });
  return Object.defineProperties(output, {
    columns: { get: () => stream.columns || COLUMNS },
    rows: { get: () => stream.rows || ROWS },
    isTTY: { value: true },
  });
}
