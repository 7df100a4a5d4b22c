import { composeGate } from '../compose.ts';
import { composeGateBase, type GateBase } from '../compose-base.ts';
import { PreflightError } from '../domain/model/preflight-error.ts';
import type { Report } from '../domain/model/report.ts';
import type { TestCallRun } from '../domain/verification/verification.ts';
import {
  type ConditionRequest,
  type DirectRequest,
  parseGateRequest,
} from './gate/gate-request.ts';
import { handleHistory } from './gate/history.ts';
import { handleJob } from './gate/job.ts';
import { pipelineSubject } from './gate/pipeline-subject.ts';
import { throwIfBlocked } from './run/blocked.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import type { Invocation } from './run/invocation.ts';
import { type Asked, announce, type GateForm, runForm } from './run/run-form.ts';
import { withNotices } from './run/subscription-notices.ts';
import { testCallRun } from './run/test-call-run.ts';
import { selectDeclared } from './run/verify.ts';

/**
 * A stage condition's rule that brings no job: it sees only whether the function failed, so a shut gate
 * is an error, always: `PreflightError` `gate.blocked`, after the alerts, also where the parameters
 * cannot be used. An open gate returns the report.
 */
const CONDITION: GateForm<ConditionRequest, Asked, GateBase, Report> = {
  parse: (request, invocation) => ({
    trigger: 'condition',
    ...pipelineSubject(request, invocation),
  }),
  waits: { kind: 'in-run' },
  respond: async (decided, invocation) => {
    await announce(decided, invocation);
    const noted = await withNotices(decided.report, invocation);
    throwIfBlocked(decided.report);
    return noted;
  },
};

/** Lambda repeats an asynchronous invocation with the same request id: it places no second call. */
function placedByPerson({ base, requestId }: Invocation<GateBase>): TestCallRun {
  const id = requestId ?? base.randomness.uuid();
  return testCallRun({
    records: base.testCalls,
    execution: `request:${id}`,
    attempt: id,
    // Longer than any test call: the function's own time ends it.
    followForMs: 600_000,
  });
}

function noTestCall(): PreflightError {
  return new PreflightError('"testCall": none of these environments declares a testCall.', {
    code: 'payload.invalid',
    fault: 'operator',
  });
}

interface AskedDirectly extends Asked {
  readonly throwOnFailure: boolean;
}

/**
 * A person's or a tool's invocation: returns the report, after the alerts; `alerts: false` sends none.
 *
 * Throws `PreflightError`: `config.invalid`, `config.unknown-environment` (naming those there are), and
 * `gate.blocked` where `throwOnFailure` asks for it.
 */
const DIRECT: GateForm<DirectRequest, AskedDirectly, GateBase, Report> = {
  parse: ({ environments: names, versionStage, throwOnFailure, alerts, testCall }, invocation) => {
    const selected = selectDeclared(names, invocation);
    const subject = { names, versionStage };
    const asked = { trigger: 'manual', subject, origin: {}, throwOnFailure, alerts } as const;
    if (!testCall) return asked;
    if (selected.every((one) => one.testCall === undefined)) throw noTestCall();
    return { ...asked, testCall: placedByPerson(invocation) };
  },
  waits: { kind: 'in-run' },
  onError: 'throw',
  respond: async (decided, invocation) => {
    const { report, asked } = decided;
    await announce(decided, invocation);
    const noted = await withNotices(report, invocation);
    if (asked.throwOnFailure) throwIfBlocked(report);
    return noted;
  },
};

/** Makes the handler of the gate: the event alone says who asks. */
export function createGateHandler(base: GateBase, compose: ComposeGate): Handler {
  return createHandler(base, compose, async (event, invocation) => {
    const request = parseGateRequest(event);
    switch (request.kind) {
      case 'job':
        return await handleJob(request, invocation);
      case 'condition':
        return await runForm(CONDITION, request, invocation);
      case 'history':
        return await handleHistory(request.query, invocation);
      case 'direct':
        return await runForm(DIRECT, request, invocation);
    }
  });
}

const base = composeGateBase();

/**
 * The gate function: a CodePipeline Lambda action, a stage condition's rule, or a direct invocation.
 * Node 24 takes async handlers only; the event is never logged, since a pipeline's event carries
 * credentials.
 */
export const handler: Handler = createGateHandler(base, () => composeGate(base));
