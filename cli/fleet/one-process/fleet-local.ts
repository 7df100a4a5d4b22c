import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { composeVerification } from '../../../functions/compose.ts';
import { composeSources } from '../../../functions/compose-fleet.ts';
import type { ConfiguredFleet } from '../../../functions/configuration/configuration.ts';
import { onAbort } from '../../../functions/domain/concurrency/on-abort.ts';
import { pacedTwilioApi } from '../../../functions/domain/fleet/rate/paced-twilio-api.ts';
import {
  createMemoryBudgetStore,
  type RequestBudget,
} from '../../../functions/domain/fleet/rate/request-budget.ts';
import { createSharedBudget } from '../../../functions/domain/fleet/rate/shared-budget.ts';
import type { FleetReport } from '../../../functions/domain/model/schemas/fleet-schema.ts';
import type { VerificationPorts } from '../../../functions/domain/verification/verification.ts';
import type { Arguments } from '../../arguments/option.ts';
import { OPTIONS } from '../../arguments/options.ts';
import { shownArgument } from '../../arguments/shown-argument.ts';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-code.ts';
import type { Io } from '../../io.ts';
import { readSettings } from '../../settings.ts';
import { requireSignIn } from '../../sign-in.ts';
import { loadConfiguration } from '../../verify/load-configuration.ts';
import { createDirectoryStore } from './directory-store.ts';
import { listVerifyAndSum } from './list-verify-and-sum.ts';
import { openResultsFile } from './results-file.ts';

/**
 * Verifies the declared fleet in this process, with the caller's AWS credentials, by the code of the deployed
 * functions: its objects lie in a temporary directory, which is gone afterwards. With `--results` every result
 * is kept in that file at once, and members that it says passed are not asked again.
 *
 * Throws `CommandError` or `PreflightError` for whatever kept it from a report.
 */
export async function verifyLocally(given: Arguments, io: Io): Promise<FleetReport> {
  const configuration = loadConfiguration(given, io);
  const { fleet } = configuration;
  if (fleet === undefined) throw new CommandError(NO_FLEET, { exitCode: EXIT.configuration });
  await requireSignIn(io);
  const directory = mkdtempSync(join(tmpdir(), 'twilio-preflight-fleet-'));
  const clear = (): void => rmSync(directory, { recursive: true, force: true });
  // An interruption ends the process at once.
  const letGo = onAbort(io.signal, clear);
  const path = given.value(OPTIONS.results);
  const file = await openResultsFile(
    path === undefined ? join(directory, 'results.jsonl') : resolve(io.directory, path),
  );
  io.leaves?.(
    path === undefined
      ? 'No result is kept: --results FILE keeps them.'
      : `The results so far are kept in ${shownArgument(path)}: the same command goes on with them.`,
  );
  try {
    const unpaced = composedPorts(io);
    const budget = budgetOf(fleet, unpaced);
    const ports = { ...unpaced, twilio: pacedTwilioApi(unpaced.twilio, budget) };
    const runId = ports.randomness.uuid();
    const { auditor } = configuration;
    const { region } = readSettings(io.env);
    const sources = composeSources({ region });
    const store = createDirectoryStore(directory);
    const whole = { runId, fleet, auditor, region, ports, sources, budget, store, file, io };
    const report = await listVerifyAndSum(whole).finally(() => budget.close());
    const results = path === undefined ? undefined : file.path;
    return { ...report, fleet: { ...report.fleet, results } };
  } finally {
    file.close();
    letGo();
    clear();
  }
}

const NO_FLEET =
  'The configuration declares no fleet: there is nothing to verify. Declare "fleet" with "template" and "members" (docs/fleets.md).';

function composedPorts({ env, stderr, services }: Io): VerificationPorts {
  const settings = readSettings(env);
  const { twilioOrigin } = settings;
  if (twilioOrigin !== undefined) {
    stderr.write(`note: Twilio is replaced by ${shownArgument(twilioOrigin)}.\n`);
  }
  return (services?.composeVerification ?? composeVerification)(settings)();
}

/** No other process shares it; its policy is that of the deployed fleet. */
function budgetOf(
  { template }: ConfiguredFleet,
  { clock, randomness }: Pick<VerificationPorts, 'clock' | 'randomness'>,
): RequestBudget {
  return createSharedBudget({
    key: template.account.parentSid ?? 'fleet',
    store: createMemoryBudgetStore(),
    clock,
    randomness,
    log: { warn: () => undefined },
  });
}
