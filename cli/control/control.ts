import type { Control, ControlAnswer } from '../../functions/domain/model/control.ts';
import { controlAnswerSchema } from '../../functions/domain/model/schemas/control-schema.ts';
import { momentText } from '../../functions/domain/text/moment.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { CommandError } from '../command-error.ts';
import { type Confirmation, confirm } from '../confirm.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { askGate } from '../invoke/ask-gate.ts';
import { functionError } from '../invoke/function-error.ts';
import type { Io } from '../io.ts';
import { withProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { callerArn, requireSignIn } from '../sign-in.ts';
import { usageError } from '../usage-error.ts';

type Kind = Control['kind'];

/**
 * `override` and `snooze`: ask the deployed control function to set, list or revoke, and print its answer.
 * Throws `CommandError` for whatever is no answer of it.
 */
export async function control(kind: Kind, given: Arguments, io: Io): Promise<ExitCode> {
  const functionName = given.needed(OPTIONS.controlFunction);
  const { request, confirmation } = requestOf(kind, given);
  if (confirmation !== undefined && !given.has(OPTIONS.yes)) await confirm(confirmation, io);
  const { region } = readSettings(io.env);
  await requireSignIn(io);
  const by = confirmation === undefined ? undefined : await callerArn(io);
  const payload = Object.fromEntries(
    Object.entries(request).map(([name, asked]) => [name, { ...asked, by }]),
  );
  const answer = await withProgress('Asking the control function', io, () =>
    askGate({ functionName, payload, region }, io),
  );
  io.signal.throwIfAborted();
  if (answer.hasFailed) throw functionError(answer.payload, 'The control function');
  const found = readAnswer(answer.payload);
  const text =
    given.choice(OPTIONS.format) === 'json'
      ? `${JSON.stringify(found, null, 2)}\n`
      : render(found, given.has(OPTIONS.list) ? kind : undefined);
  io.stdout.write(text);
  return EXIT.open;
}

interface Asked {
  readonly request: Readonly<Record<string, object>>;
  /** Absent: it changes nothing. */
  readonly confirmation?: Confirmation | undefined;
}

function requestOf(kind: Kind, given: Arguments): Asked {
  const id = given.value(OPTIONS.revoke);
  if (given.has(OPTIONS.list) && id !== undefined) throw usageError('Give --list or --revoke.');
  if (given.has(OPTIONS.list)) return { request: { list: {} } };
  if (id !== undefined) {
    return { request: { revoke: { id } }, confirmation: confirmationOf(`${id} will end now.`) };
  }
  const environment = given.needed(OPTIONS.environment);
  const reason = given.needed(OPTIONS.reason);
  if (kind === 'snooze') {
    const hours = Number(given.needed(OPTIONS.hours));
    const about = `There will be no reminders and no alerts of the watch for ${environment}, for ${hours} h.`;
    const request = { snooze: { environment, hours, reason } };
    return { request, confirmation: confirmationOf(about) };
  }
  const executionId = given.needed(OPTIONS.execution);
  const minutes = Number(given.needed(OPTIONS.minutes));
  const about = `The gate of ${environment} will open for the execution ${executionId} although it cannot check, for ${minutes} min.`;
  const request = { override: { environment, executionId, minutes, reason } };
  return { request, confirmation: confirmationOf(about) };
}

function confirmationOf(about: string): Confirmation {
  return {
    about,
    otherwise: 'There is no terminal to ask for a confirmation',
    refused: 'Nothing was changed.',
  };
}

function readAnswer(payload: string): ControlAnswer {
  const parsed = controlAnswerSchema.safeParse(jsonValue(payload));
  if (parsed.success) return parsed.data;
  throw new CommandError(
    "The function's answer is no list of overrides and snoozes. Is it the control function (ControlFunctionName), and of this version?",
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

/** Of a list those of one kind, each on lines of its own. */
function render({ controls }: ControlAnswer, kind: Kind | undefined): string {
  const shown = controls.filter((one) => kind === undefined || one.kind === kind);
  if (shown.length === 0) return `No ${kind} is kept.\n`;
  return shown.map((one) => `${linesOf(plainCopy(one)).join('\n')}\n`).join('\n');
}

function linesOf({ id, beganAt, endsAt, revoked, used, reason, by }: Control): readonly string[] {
  const end = revoked === undefined ? 'until' : 'revoked at';
  return [
    id,
    `  from ${momentText(beganAt)} ${end} ${momentText(endsAt)}`,
    `  by ${by ?? 'a caller that is not known'}: ${reason}`,
    ...(used === undefined ? [] : [`  used at ${momentText(used.at)} by run ${used.runId}`]),
  ];
}
