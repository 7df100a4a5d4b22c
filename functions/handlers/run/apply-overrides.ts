import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { isActive, overrideId } from '../../domain/history/control-state.ts';
import type { Control, Controls } from '../../domain/model/control.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { EnvironmentReport, Notice, Report } from '../../domain/model/report.ts';
import { overrideSentence } from '../../domain/rendering/control-sentences.ts';
import { momentText } from '../../domain/text/moment.ts';
import { isOverridable } from './blocked.ts';
import { type Invocation, msUntil } from './invocation.ts';
import { addNotices } from './subscription-notices.ts';

/** For the one read, and the one write of an override's first use. */
const LONGEST_MS = 4_000;
const GRACE_MS = 250;
/** Another delivery used it, or a person revoked it, meanwhile. */
const MOST_TRIES = 3;

export interface OverrideContext {
  readonly executionId: string;
  readonly controls: Controls;
  readonly invocation: Invocation;
}

/** The environment as it is answered, and what the report says of its override. */
interface Applied {
  readonly environment: EnvironmentReport;
  readonly notices: readonly Notice[];
}

/**
 * Opens the environments that an override of this execution opens. Fail closed: one that cannot be read, has
 * ended, or whose use cannot be written down opens nothing, and the report says so. Never throws.
 */
export async function applyOverrides(report: Report, context: OverrideContext): Promise<Report> {
  const applied = await Promise.all(
    report.environments.map((environment) =>
      isOverridable(environment)
        ? applyOverride(environment, report.runId, context)
        : { environment, notices: [] },
    ),
  );
  const environments = applied.map(({ environment }) => environment);
  return addNotices(
    { ...report, environments },
    applied.flatMap(({ notices }) => notices),
  );
}

async function applyOverride(
  environment: EnvironmentReport,
  runId: string,
  context: OverrideContext,
): Promise<Applied> {
  const { name } = environment;
  const { clock, log } = context.invocation.base;
  const id = overrideId(name, context.executionId);
  const limitMs = Math.min(LONGEST_MS, msUntil('continuingMs', context.invocation));
  try {
    const override = await withTimeLimit(
      { clock, limitMs, graceMs: GRACE_MS, what: 'The table of runs' },
      (signal) => useOverride(id, { runId, signal, context }),
    );
    if (override === undefined) return { environment, notices: [] };
    if (isActive(override, clock.now())) {
      log.warn('an override opened the gate', { runId, environment: name, control: id });
      return opened(environment, override);
    }
    const message = `${name}: ${unusable(override, clock.now())}.`;
    return { environment, notices: [{ code: 'control.override-unusable', message }] };
  } catch (error) {
    const detail = error instanceof PreflightError ? error.message : describeDefect(error).text;
    log.error('an override could not be used', { runId, environment: name, control: id, detail });
    const message = `${name}: whether an override opens this execution could not be read. ${detail}`;
    return { environment, notices: [{ code: 'control.override-unusable', message }] };
  }
}

/** An end that is yet to come belongs to one that begins later by this clock, or is longer than allowed. */
function unusable({ beganAt, endsAt }: Control, now: Date): string {
  const [began, end] = [momentText(beganAt), momentText(endsAt)];
  return Date.parse(endsAt) <= now.getTime()
    ? `the override of this execution has ended (${end})`
    : `the override of this execution does not count now: it is from ${began} until ${end}, at most a day`;
}

/** Reads it, and writes its first use down: a use that is not written is none. */
async function useOverride(
  id: string,
  {
    runId,
    signal,
    context: { controls, invocation },
  }: { readonly runId: string; readonly signal: AbortSignal; readonly context: OverrideContext },
): Promise<Control | undefined> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const override = await controls.read(id, { signal });
    const now = invocation.base.clock.now();
    if (override === undefined || override.used !== undefined || !isActive(override, now)) {
      return override;
    }
    const used = { at: now.toISOString(), runId };
    const next = { ...override, revision: override.revision + 1, used };
    if ((await controls.put(next, { signal })) === 'stored') return next;
  }
  throw new Error('Contention');
}

function opened(environment: EnvironmentReport, { id, reason, by, endsAt }: Control): Applied {
  const override = { id, reason, by, until: endsAt };
  const message = `${environment.name}: ${overrideSentence(override)}.`;
  return {
    environment: { ...environment, blocked: false, override },
    notices: [{ code: 'control.override-used', message }],
  };
}
