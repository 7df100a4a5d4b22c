import { composeGate } from '../compose.ts';
import { composeRunBase, type RunBase } from '../compose-base.ts';
import type { Verdict } from '../domain/model/report.ts';
import { throwIfBlocked } from './run/blocked.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import { subjectOrError } from './run/error-run.ts';
import type { Invocation } from './run/invocation.ts';
import { type Asked, announce, type GateForm, runForm } from './run/run-form.ts';
import { hookEnvironments } from './run/verify.ts';

/** What a deployment that goes on gets. */
export interface TriggerSummary {
  readonly verdict: Verdict;
  readonly environments: readonly string[];
  readonly runId: string;
}

/** Verifies, alerts, and throws `gate.blocked` where an environment is blocked. */
const DEPLOYMENT: GateForm<unknown, Asked, RunBase, TriggerSummary> = {
  parse: (_event, invocation) => ({
    trigger: 'deployment',
    subject: subjectOrError(() => ({ names: namesOf(invocation) }), invocation),
    origin: {},
  }),
  waits: { kind: 'in-run' },
  respond: async (decided, invocation) => {
    const { report } = decided;
    await announce(decided, invocation);
    throwIfBlocked(report);
    const { verdict, runId } = report;
    return { verdict, environments: report.environments.map(({ name }) => name), runId };
  },
};

/** Unset is every declared environment: a deployment has no narrower meaning. Set to nothing is a slip. */
function namesOf(invocation: Invocation): readonly string[] {
  return invocation.gate().environments === undefined ? [] : hookEnvironments(invocation);
}

/**
 * Makes the handler of a deployment's trigger. CloudFormation shows the message of its error in its
 * events, and the first line is the diagnosis.
 */
export function createTriggerHandler(base: RunBase, compose: ComposeGate): Handler {
  return createHandler(base, compose, (event, invocation) =>
    runForm(DEPLOYMENT, event, invocation),
  );
}

const base = composeRunBase();

/**
 * Called while a stack is deployed, by the CDK's `triggers.Trigger`: its error fails the deployment.
 * Whatever the payload, it verifies the environments in `PREFLIGHT_ENVIRONMENTS`, or all declared ones.
 */
export const handler: Handler = createTriggerHandler(base, () => composeGate(base));
