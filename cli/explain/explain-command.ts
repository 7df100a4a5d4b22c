import { type Command, PRINTING_EXITS } from '../arguments/command.ts';
import { OPTIONS } from '../arguments/options.ts';

/** `explain` in the table of commands. */
export const EXPLAIN: Command = {
  name: 'explain',
  summary: 'what a cause, a check or an alarm means, how it is proven, and what to do',
  about:
    'Explains a cause that a report names: what it means, how it is proven, what to do, how to avoid it. Of a check it says when it passes, and which causes keep it from passing; of an alarm how soon a person is needed, and what to do. Without an id it lists all. It asks nothing of anyone.',
  operand: {
    name: 'ID',
    suggestions: async () => (await import('./topics.ts')).TOPIC_IDS,
    isRequired: false,
  },
  options: [OPTIONS.format],
  notes: [
    'Commands have placeholders in capitals; verify and diagnose print them with the real names. docs/runbook.md is made of the same texts.',
  ],
  examples: [
    'explain',
    'explain credential.rejected',
    'explain alarm.watch-not-run',
    'explain credential.accepted --format json',
  ],
  exits: PRINTING_EXITS,
  run: async (given, io) => await (await import('./explain.ts')).explain(given, io),
};
