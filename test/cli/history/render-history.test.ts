import { describe, expect, it } from 'vitest';
import { renderHistory } from '../../../cli/history/render-history.ts';
import { historyAnswer } from '../../../functions/domain/history/history-answer.ts';
import type {
  HistoryAnswer,
  RunOrigin,
  RunSummary,
} from '../../../functions/domain/model/schemas/history-schema.ts';
import { firstState, rejectedRun } from '../../functions/domain/history/stored.ts';

const { report: _, ...RUN } = rejectedRun();
const { cause: _cause, ...PASSED }: RunSummary = { ...RUN, verdict: 'pass', trigger: 'manual' };
const TOLD = {
  badSince: '2026-11-22T03:00:00.000Z',
  at: '2026-11-22T03:00:01.000Z',
  causes: ['credential.rejected'],
};

function answer(over: Partial<HistoryAnswer> = {}): HistoryAnswer {
  const state = firstState({
    last: { ...firstState().last, verdict: 'fail', cause: 'credential.rejected' },
    openIncident: TOLD,
  });
  return { ...historyAnswer('production', state, { runs: [RUN] }), ...over };
}

function whoOf(origin: RunOrigin): string {
  const lines = renderHistory(answer({ runs: [{ ...RUN, origin }] }))
    .trimEnd()
    .split('\n');
  return lines.at(-1)?.split(/ {2,}/).at(-1) ?? '';
}

describe('the history as text', () => {
  it('says the present state, what people know, and then a run per line', () => {
    const passed = { ...PASSED, startedAt: '2026-11-21T22:00:00.000Z', origin: {} };
    expect(renderHistory(answer({ runs: [RUN, passed] }))).toBe(
      `FAIL  production: fail (credential.rejected) since 2026-11-22 03:00 UTC, last notified state at 2026-11-22 03:00 UTC
version v-1, since 2026-11-22 03:00 UTC
people were last notified 2026-11-22 03:00 UTC, of credential.rejected

WHEN                  VERDICT  CAUSE                VERSION  TRIGGER   WHO OR WHAT
2026-11-22 03:00 UTC  fail     credential.rejected  v-1      pipeline  pipeline release, execution e-1
2026-11-21 22:00 UTC  pass     -                    v-1      manual    -
`,
    );
  });

  it('says so where nothing is known, and how to see more where there is more', () => {
    expect(renderHistory(historyAnswer('staging', undefined, { runs: [] }))).toBe(
      'staging: no state yet (a run with --no-alerts sets none)\n\nNo run is kept.\n',
    );
    const next = '2026-11-22T03:00:00.000Z#run-1';
    expect(renderHistory(answer({ next }))).toContain(`Older runs: --before ${next}`);
  });

  it('leaves out what is not known of a state or a run', () => {
    const { versionId: _, ...last } = firstState().last;
    const { versionId: _version, ...run } = RUN;
    const text = renderHistory(
      historyAnswer('production', firstState({ last }), { runs: [run], next: 'x' }),
    );
    expect(text).not.toContain('version v-1');
    expect(text).not.toContain('told');
  });

  it.each<[string, RunOrigin, string]>([
    ['a job alone', { jobId: 'j' }, 'job j'],
    ['a person, by the request', { requestId: 'r' }, 'request r'],
    ['a deployment', { deploymentId: 'd-1', requestId: 'r' }, 'deployment d-1'],
    ['a schedule', { schedule: 'hourly' }, 'schedule hourly'],
    ['a new version', { secretVersionId: 'v-2' }, 'version v-2'],
    ['a caller', { caller: 'arn:aws:iam::1:user/a' }, 'caller arn:aws:iam::1:user/a'],
  ])('names %s', (_name, origin, who) => {
    expect(whoOf(origin)).toBe(who);
  });

  it('colours verdicts where it is asked to, and lets no control character through', () => {
    const hostile = { ...RUN, origin: { pipeline: 'a\u001b[31mb\nc' } };
    const text = renderHistory(answer({ runs: [hostile] }));
    expect(text).not.toContain('\u001b');
    expect(text.split('\n')).toHaveLength(7);
    expect(renderHistory(answer(), { colour: true })).toContain('\u001b[');
  });
});
