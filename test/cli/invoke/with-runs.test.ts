import { describe, expect, it } from 'vitest';
import type { InvocationRequest } from '../../../cli/invoke/gate-client.ts';
import { run } from '../../../cli/run.ts';
import type { HistoryAnswer } from '../../../functions/domain/model/schemas/history-schema.ts';
import { passing, report } from '../../functions/domain/rendering/reports.ts';
import { recordedIo } from '../recorded-io.ts';

const RUN: HistoryAnswer['runs'][number] = {
  environment: 'production',
  runId: 'r',
  startedAt: '2026-11-28T03:00:00.000Z',
  durationMs: 700,
  trigger: 'schedule',
  origin: {},
  verdict: 'pass',
  blocked: false,
  secretId: 's',
  versionStage: 'AWSCURRENT',
};

/** Invokes a gate of so many environments; gives what it was asked, and the page. */
async function invoke({ format = 'html', amount = 1, hasHistory = true } = {}) {
  const names = Array.from({ length: amount }, (_, index) => `production-${index}`);
  const payloads: InvocationRequest['payload'][] = [];
  const answer = report(names.map((name) => passing({ name })));
  const { io, stdout, stderr } = recordedIo({
    services: {
      signIn: async () => undefined,
      invokeGate: async ({ payload }) => {
        payloads.push(payload);
        const { history } = payload as { history?: { environment: string } };
        if (history === undefined) return { hasFailed: false, payload: JSON.stringify(answer) };
        if (!hasHistory) return { hasFailed: true, payload: '{"errorType":"PreflightError"}' };
        const { environment } = history;
        const kept = { schemaVersion: 1, environment, state: null, runs: [RUN, RUN] };
        return { hasFailed: false, payload: JSON.stringify(kept) };
      },
    },
  });
  const argv = ['invoke', '--function', 'f', '--env', names.join(','), '--format', format];
  const exitCode = await run(argv, io);
  return { exitCode, page: stdout(), stderr: stderr(), payloads };
}

describe('invoke with --format html', () => {
  it('shows the last runs that the gate keeps', async () => {
    const { exitCode, page, payloads } = await invoke();
    expect(exitCode).toBe(0);
    expect(page).toContain('Last 2 runs: 2 pass.');
    expect(payloads.slice(1)).toEqual([{ history: { environment: 'production-0', limit: 30 } }]);
  });

  it('shows none of a gate that keeps no history, and says nothing of it', async () => {
    const { exitCode, page, stderr } = await invoke({ hasHistory: false });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(page).not.toContain('<figure>');
  });

  it('asks for the history of ten environments at most', async () => {
    expect((await invoke({ amount: 12 })).payloads).toHaveLength(1 + 10);
  });

  it('is the only format that asks for it', async () => {
    expect((await invoke({ format: 'json' })).payloads).toHaveLength(1);
  });
});
