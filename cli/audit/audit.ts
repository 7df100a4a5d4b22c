import { auditVerdict } from '../../functions/domain/checks/audit/audit-verdict.ts';
import { withTimeLimit } from '../../functions/domain/concurrency/time-limit.ts';
import { auditEnvironments } from '../../functions/domain/verification/audit/audit-environments.ts';
import { BOUNDS } from '../../functions/domain/verification/verification.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOfVerdict } from '../exit-code-of.ts';
import type { Io } from '../io.ts';
import { fewNames, withProgress } from '../progress.ts';
import { auditOutcome } from '../rendering/audit-outcome.ts';
import { printOutcome } from '../rendering/print-outcome.ts';
import { select } from '../verify/choose-environments.ts';
import { composeRun } from '../verify/compose-run.ts';
import { loadConfiguration } from '../verify/load-configuration.ts';

/**
 * `audit`: lists the API keys of each declared account from here and prints what it finds. It only
 * reads. Throws `CommandError` or `PreflightError` for whatever kept it from looking.
 */
export async function audit(given: Arguments, io: Io): Promise<ExitCode> {
  const configuration = loadConfiguration(given, io);
  const environments = select(configuration, given.list(OPTIONS.environments));
  const run = await composeRun(configuration, undefined, io);
  for (const note of run.notes) io.stderr.write(`${note}\n`);
  const names = fewNames(environments.map(({ name }) => name));
  const batches = Math.ceil(environments.length / BOUNDS.environmentsAtOnce);
  // The secrets are read before their accounts are asked, and other versions of them after.
  const limitMs = 2 * BOUNDS.secretsMs + batches * BOUNDS.twilioMs;
  const report = await withProgress(`Auditing the keys of ${names}`, io, () =>
    withTimeLimit({ clock: run.ports.clock, limitMs, parent: io.signal }, (signal) =>
      auditEnvironments({ expectations: run.expectations, environments, signal }, run.ports),
    ),
  );
  io.signal.throwIfAborted();
  await printOutcome(auditOutcome(report), given, io);
  const verdict = auditVerdict(report.findings);
  return exitCodeOfVerdict(verdict, { strict: given.has(OPTIONS.strict) });
}
