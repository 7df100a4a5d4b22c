import type { Gate } from '../../compose.ts';
import type { RunBase } from '../../compose-base.ts';
import type { Verdict } from '../../domain/model/report.ts';
import { ROTATION_PATIENCE } from '../../domain/verification/verification.ts';
import { createHandler, type Handler } from '../run/create-handler.ts';
import { decide } from '../run/decide.ts';
import { hookEnvironments } from '../run/hook-environments.ts';
import type { Invocation } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { throwIfBlocked } from '../run/throw-if-blocked.ts';
import { newRunState } from '../run/trouble-run.ts';

/** What a deployment that goes on is told. */
export interface TriggerSummary {
  readonly verdict: Verdict;
  readonly environments: readonly string[];
  readonly runId: string;
}

/**
 * Makes the handler of a deployment's trigger: verifies, alerts, and throws `gate.blocked` where an
 * environment is blocked. CloudFormation shows the message in its events, and its first line is the
 * diagnosis. It waits up to 60 s for a rotation to end.
 */
export function createTriggerHandler(base: RunBase, compose: () => Gate): Handler {
  return createHandler(base, compose, async (_event, invocation) => await verify(invocation));
}

async function verify(invocation: Invocation): Promise<TriggerSummary> {
  const decision = {
    subject: () => ({ names: namesOf(invocation) }),
    patience: ROTATION_PATIENCE,
  };
  const { report } = await decide(decision, newRunState(), invocation);
  logReport(report, invocation.base.log);
  await recordAndAlert(report, {}, invocation);
  throwIfBlocked(report);
  const { verdict, runId } = report;
  return { verdict, environments: report.environments.map(({ name }) => name), runId };
}

/** Unset is every declared environment: a deployment has no narrower meaning. Set to nothing is a slip. */
function namesOf(invocation: Invocation): readonly string[] {
  return invocation.gate().environments === undefined ? [] : hookEnvironments(invocation);
}
