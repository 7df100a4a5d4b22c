import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { confirm } from '../confirm.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOf } from '../exit-code-of.ts';
import type { Io } from '../io.ts';
import { fewNames, withProgress } from '../progress.ts';
import { printOutcome } from '../rendering/print-outcome.ts';
import { reportOutcome } from '../rendering/report-outcome.ts';
import { readSettings } from '../settings.ts';
import { requireSignIn } from '../sign-in.ts';
import { askGate } from './ask-gate.ts';
import { functionError } from './function-error.ts';
import { readReport } from './read-report.ts';

/**
 * `invoke`: asks the deployed gate and turns its report into an exit code, since `aws lambda invoke`
 * exits 0 on failure. Throws `CommandError` for whatever is no report.
 */
export async function invoke(given: Arguments, io: Io): Promise<ExitCode> {
  const functionName = given.needed(OPTIONS.function);
  const environments = given.list(OPTIONS.environments);
  if (given.has(OPTIONS.testCall) && !given.has(OPTIONS.yes)) {
    await confirm(
      {
        about: `The gate will place a real call or message for ${fewNames(environments)}. It costs money.`,
        otherwise: '--test-call places real calls or messages, which cost money',
        refused: 'Nothing was placed, and the gate was not asked.',
      },
      io,
    );
  }
  const payload = payloadOf(environments, given);
  const { region } = readSettings(io.env);
  await requireSignIn(io);
  const answer = await withProgress(`Asking the gate about ${fewNames(environments)}`, io, () =>
    askGate({ functionName, payload, region }, io),
  );
  io.signal.throwIfAborted();
  if (answer.hasFailed) throw functionError(answer.payload);
  const report = readReport(answer.payload, environments);
  const outcome = reportOutcome(report);
  // The one format that shows them.
  const showsRuns = given.choice(OPTIONS.outcomeFormat) === 'html';
  const shown = showsRuns
    ? await (await import('./with-runs.ts')).withRuns(outcome, { functionName, region }, io)
    : outcome;
  io.signal.throwIfAborted();
  await printOutcome(shown, given, io);
  return exitCodeOf(report, { strict: given.has(OPTIONS.strict) });
}

/** What differs from the default alone: a gate of version 0.1.0 refuses a member that it does not know. */
function payloadOf(environments: readonly string[], given: Arguments): Record<string, unknown> {
  const [environment, ...others] = environments;
  const named = others.length === 0 ? { environment } : { environments };
  return {
    ...named,
    ...(given.has(OPTIONS.noAlerts) && { alerts: false }),
    ...(given.has(OPTIONS.testCall) && { testCall: true }),
  };
}
