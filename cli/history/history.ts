import {
  type HistoryAnswer,
  historySchema,
} from '../../functions/domain/model/schemas/history-schema.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { askGate } from '../invoke/ask-gate.ts';
import { functionError } from '../invoke/function-error.ts';
import { type Io, wantsColour } from '../io.ts';
import { withProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { requireSignIn } from '../sign-in.ts';
import { renderHistory } from './render-history.ts';

/**
 * `history`: asks the deployed gate what it found of an environment, and prints it. Through the gate and
 * not from the table, so that a person needs no right to it. Throws `CommandError` for whatever is no
 * history.
 */
export async function history(given: Arguments, io: Io): Promise<ExitCode> {
  const functionName = given.needed(OPTIONS.function);
  const environment = given.needed(OPTIONS.environment);
  const limit = Number(given.needed(OPTIONS.limit));
  const query = { environment, limit, before: given.value(OPTIONS.before) };
  const { region } = readSettings(io.env);
  await requireSignIn(io);
  const answer = await withProgress(`Asking the gate about ${environment}`, io, () =>
    askGate({ functionName, payload: { history: query }, region }, io),
  );
  io.signal.throwIfAborted();
  if (answer.hasFailed) throw functionError(answer.payload);
  const found = readHistory(answer.payload, environment);
  const text =
    given.choice(OPTIONS.format) === 'json'
      ? `${JSON.stringify(found, null, 2)}\n`
      : renderHistory(found, { colour: wantsColour(io.stdout, io.env) });
  io.stdout.write(text);
  return EXIT.open;
}

/** The history in the gate's answer. Throws `CommandError` for what is none of this environment. */
export function readHistory(payload: string, environment: string): HistoryAnswer {
  const parsed = historySchema.safeParse(jsonValue(payload));
  if (parsed.success && parsed.data.environment === environment) return parsed.data;
  throw new CommandError(
    "The function's answer is no history of this environment. Is it the gate, and of this version?",
    { exitCode: EXIT.defect },
  );
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
