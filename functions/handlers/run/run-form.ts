import type { RunBase } from '../../compose-base.ts';
import type { Report } from '../../domain/model/report.ts';
import type { RunOrigin } from '../../domain/model/schemas/history-schema.ts';
import {
  type TestCallRun,
  type VerificationRequest,
  WAIT_POLICY,
} from '../../domain/verification/verification.ts';
import type { Investigation } from '../../domain/verification/verify-environments.ts';
import { isOverridable } from './blocked.ts';
import { errorRun, type RunSubject, runErrorOf } from './error-run.ts';
import type { Invocation } from './invocation.ts';
import { logReport } from './log-report.ts';
import { recordAndAlert } from './record-and-alert.ts';
import { recordRun } from './record-run.ts';
import { selectDeclared, verify } from './verify.ts';
import { readToken, tokenAfter, waitedSince } from './wait-token.ts';

/** An event as it was read. */
export interface Asked extends RunSubject {
  /** For history and alerts. */
  readonly origin: RunOrigin;
  /** False: people are not notified of this run. Default: true. */
  readonly alerts?: boolean | undefined;
  /** As an earlier attempt handed it to the caller. */
  readonly waitToken?: string | undefined;
  /** The job of a pipeline's first delivery, for the token. */
  readonly job?: string | undefined;
  /** Places or judges a declared test call; absent: this run places none. */
  readonly testCall?: TestCallRun | undefined;
}

/** What a run found, for the one who asked. */
export interface Decided<A extends Asked> {
  readonly asked: A;
  readonly report: Report;
  /** To be invoked again with; undefined where the report is the final answer. */
  readonly nextToken: string | undefined;
}

/**
 * A form of the gate: how its event is read, how a rotation is waited for, and how its caller hears of
 * the report.
 */
export interface GateForm<Event, A extends Asked, Base extends RunBase, Answer = unknown> {
  /** Throws {@link PreflightError} where there is no caller to be answered. */
  readonly parse: (event: Event, invocation: Invocation<Base>) => A;
  /**
   * `in-run`: the invocation waits, for up to 60 s. `between-runs`: the caller invokes again with the
   * token of {@link Decided}, for up to six minutes; a token older than `oldestMs` belongs to another wait.
   */
  readonly waits:
    | { readonly kind: 'in-run' }
    | { readonly kind: 'between-runs'; readonly oldestMs?: number | undefined };
  /**
   * Default `report`: a bad payload, an unknown environment, a broken configuration and a defect are
   * verdicts, and the caller is answered whatever happens. `throw`: they are errors of the function.
   */
  readonly onError?: 'report' | 'throw' | undefined;
  readonly respond: (decided: Decided<A>, invocation: Invocation<Base>) => Promise<Answer>;
}

/**
 * Runs one invocation of a form: parses, verifies, responds. Near the end of the function's time what is
 * still open becomes inconclusive. The run is measured.
 */
export async function runForm<Event, A extends Asked, Base extends RunBase, Answer>(
  form: GateForm<Event, A, Base, Answer>,
  event: Event,
  invocation: Invocation<Base>,
): Promise<Answer> {
  const asked = form.parse(event, invocation);
  const { clock } = invocation.base;
  const { waits } = form;
  const inRun = waits.kind === 'in-run';
  const attempts = inRun ? undefined : readToken(asked.waitToken, clock.now(), waits.oldestMs);
  const wait: Wait = inRun
    ? { waitPolicy: WAIT_POLICY }
    : { waited: attempts && waitedSince(attempts, clock.now()) };
  const run = await decide({ ...asked, ...wait, onError: form.onError }, invocation);
  recordRun(run, invocation);
  const { report: found } = run;
  const isCallUnderWay = run.evidence.some(({ testCall }) => testCall?.outcome === 'under-way');
  const { job } = asked;
  const nextToken = inRun
    ? undefined
    : tokenAfter({ report: found, isCallUnderWay, attempts, job }, clock.now());
  const isFinal = nextToken === undefined;
  const report = isFinal ? await withOverride(found, asked, invocation) : found;
  return await form.respond({ asked, report, nextToken }, invocation);
}

type Wait = Pick<VerificationRequest, 'waited' | 'waitPolicy'>;

type Question = Pick<Asked, 'testCall'> &
  RunSubject &
  Wait & { readonly onError?: 'report' | 'throw' | undefined };

async function decide(question: Question, invocation: Invocation): Promise<Investigation> {
  const { subject } = question;
  if ('kind' in subject) return errorRun(subject, question, invocation);
  try {
    const environments = selectDeclared(subject.names, invocation);
    const { trigger, waited, waitPolicy, testCall } = question;
    const { versionStage } = subject;
    return await verify(
      { environments, trigger, versionStage, waited, waitPolicy, testCall },
      invocation,
    );
  } catch (error) {
    if (question.onError === 'throw') throw error;
    return errorRun(runErrorOf(error, invocation), question, invocation);
  }
}

/**
 * The report, opened by an override where one is set for its execution. Only a gate that is about to block
 * as inconclusive, for an execution of a pipeline, loads what reads it.
 */
async function withOverride(
  report: Report,
  { origin: { executionId } }: Asked,
  invocation: Invocation,
): Promise<Report> {
  const { controls } = invocation.base;
  const isInQuestion = report.environments.some(isOverridable);
  if (executionId === undefined || controls === undefined || !isInQuestion) return report;
  const { applyOverrides } = await import('./apply-overrides.ts');
  return await applyOverrides(report, { executionId, controls, invocation });
}

/** Logs the report, keeps it, and alerts: for forms whose caller reads what the function returns. */
export async function announce(
  { asked: { origin, alerts }, report }: Pick<Decided<Asked>, 'asked' | 'report'>,
  invocation: Invocation,
): Promise<void> {
  logReport(report, invocation.base.log);
  await recordAndAlert({ report, origin, invocation, alerts });
}
