import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, wantsColour, wantsProgress } from '../io.ts';
import { usageError } from '../usage-error.ts';
import { type Answers, answersOf, type EnvironmentAnswer, optionAnswers } from './answers.ts';
import { askAnswers } from './ask-answers.ts';
import { accountIn, configurationText } from './configuration-text.ts';
import { PromptCancelled, type Prompts } from './prompts.ts';
import { openSources } from './sources.ts';
import { type TargetFile, targetFile, writeTarget } from './target-file.ts';

/**
 * `init`: writes a valid configuration, of answers that a person gives on a terminal or of options alone.
 * Nothing is written before everything is known and valid. Throws `CommandError` or `PreflightError` for
 * whatever kept it from writing.
 */
export async function init(given: Arguments, io: Io): Promise<ExitCode> {
  const target = targetFile(given.needed(OPTIONS.newConfig), io.directory);
  try {
    const prompts = await openPrompts(given, io);
    if (prompts === undefined) refuseMissing(given, target);
    refuseOptions(given, { path: target.path, asks: prompts !== undefined });
    const replaces = target.exists && (await mayReplace(target, given, prompts));
    const sources = openSources(io);
    const { stderr } = io;
    const answers =
      prompts === undefined
        ? await answersOf(given, sources)
        : await askAnswers({ given, prompts, sources, stderr });
    const text = configurationText(answers, target.path);
    for (const note of notesOn(answers)) stderr.write(`note: ${note}\n`);
    if (prompts !== undefined) await confirmText(text, { prompts, target, stderr });
    io.signal.throwIfAborted();
    writeTarget(target, { text, replaces });
    io.stdout.write(writtenText(answers, target, given));
    return EXIT.open;
  } catch (error) {
    if (error instanceof PromptCancelled) return EXIT.interrupted;
    throw error;
  }
}

/** Undefined where no person is to be asked: no terminal, one that cannot redraw, a CI job, `--yes`. */
async function openPrompts(given: Arguments, io: Io): Promise<Prompts | undefined> {
  if (given.has(OPTIONS.yes) || !io.stdin.isTerminal || !wantsProgress(io.stderr, io.env)) {
    return undefined;
  }
  const open =
    io.services?.terminalPrompts ?? (await import('./ports/terminal-prompts.ts')).terminalPrompts;
  return open({ hasColour: wantsColour(io.stderr, io.env), signal: io.signal });
}

/** Names the option for each question that cannot be asked. */
function refuseMissing(given: Arguments, { exists, shown }: TargetFile): void {
  if (!given.has(OPTIONS.declared)) {
    throw usageError(
      `--env is missing: ${OPTIONS.declared.missing}. Without a terminal, and with --yes, nothing is asked.`,
    );
  }
  if (exists && !given.has(OPTIONS.force)) {
    throw usageError(`${shown} exists: --force replaces it, --config FILE names another one.`);
  }
}

/** In the place of environments that a person is still asked for. */
const ASKED_FOR: EnvironmentAnswer = {
  name: 'asked-for',
  secretId: 'init/asked-for',
  accountSid: `AC${'0'.repeat(32)}`,
  holding: {},
};

/** Before AWS is asked: what is no SID or name of a secret, and a secret in its place, is sent nowhere. */
function refuseOptions(
  given: Arguments,
  { path, asks }: { readonly path: string; readonly asks: boolean },
): void {
  const { environments, ...others } = optionAnswers(given);
  const declared = environments.length === 0 ? [ASKED_FOR] : environments;
  const sharesAccounts = asks || others.sharesAccounts;
  configurationText({ ...others, environments: declared, sharesAccounts }, path);
}

async function mayReplace(
  { shown }: TargetFile,
  given: Arguments,
  prompts: Prompts | undefined,
): Promise<boolean> {
  if (prompts === undefined || given.has(OPTIONS.force)) return true;
  const message = `${shown} exists. Replace it at the end?`;
  if (await prompts.confirm({ message, initial: false })) return true;
  throw nothingWritten();
}

/** The person sees every account before it is declared. */
async function confirmText(
  text: string,
  {
    prompts,
    target,
    stderr,
  }: {
    readonly prompts: Prompts;
    readonly target: TargetFile;
    readonly stderr: Io['stderr'];
  },
): Promise<void> {
  stderr.write(text);
  const isWanted = await prompts.confirm({ message: `Write ${target.shown}?`, initial: true });
  if (!isWanted) throw nothingWritten();
}

function nothingWritten(): CommandError {
  return new CommandError('Nothing was written.', { exitCode: EXIT.configuration });
}

/** What a person should know of a file that is nevertheless valid. */
function notesOn({ environments, listing, email, sms }: Answers): readonly string[] {
  const unknown = environments.filter(({ holding }) => holding.kind === undefined);
  const unlisted = environments.filter(
    ({ accountSid }) => listing?.accounts.length && accountIn(listing, accountSid) === undefined,
  );
  return [
    ...unknown.map(
      ({ secretId }) =>
        `what ${secretId} holds is not known, so an API key is declared. Name it after the Account SID (:auth-token), or add --read-secrets.`,
    ),
    ...(listing?.problem === undefined
      ? []
      : [`the auditor's accounts are not all known: ${listing.problem}`]),
    ...unlisted.map(
      ({ name, accountSid }) =>
        `the auditor does not list ${accountSid} of ${name}, so its parent is not declared.`,
    ),
    ...(email.length + sms.length === 0 ? ['no one gets alerts: --email and --sms add them.'] : []),
  ];
}

/** The result, and what comes next. */
function writtenText({ environments }: Answers, { shown }: TargetFile, given: Arguments): string {
  const file = given.needed(OPTIONS.newConfig);
  const option = file === CONFIGURATION_FILE ? '' : ` --config ${pasted(file)}`;
  const names = environments.map(({ name }) => name).join(', ');
  return `Wrote ${shown}: ${names}.

Next:
  npx --no twilio-preflight doctor${option}
  npx --no twilio-preflight verify${option}
  npx cdk deploy
`;
}

/** As one word of a shell. */
function pasted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
}
