import type {
  Control,
  Controls,
  Override,
  Snooze,
} from '../../../../functions/domain/model/control.ts';

const COMMON = {
  environment: 'production',
  reason: 'Twilio is down',
  beganAt: '2026-11-28T03:00:00.000Z',
  endsAt: '2026-11-28T04:00:00.000Z',
  revision: 1,
  notified: {},
} as const;

export function override(changes: Partial<Override> = {}): Override {
  const executionId = '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60';
  const id = `override/production/${executionId}`;
  return { ...COMMON, kind: 'override', id, executionId, ...changes };
}

export function snooze(changes: Partial<Snooze> = {}): Snooze {
  return { ...COMMON, kind: 'snooze', id: 'snooze/production', ...changes };
}

/** What a call does; the last goes on for ever. */
export type Behaviour = 'works' | 'conflict' | 'throws';

/** Keeps one control; `writes` say how each write goes. */
export function createMemoryControls(
  first: Control | undefined,
  { writes = ['works'] }: { readonly writes?: readonly Behaviour[] } = {},
): Controls & { stored(): Control | undefined; lose(): void } {
  let stored = first;
  let calls = 0;
  return {
    stored: () => stored,
    lose: () => {
      stored = undefined;
    },
    read: async () => stored,
    list: async () => (stored === undefined ? [] : [stored]),
    put: async (control) => {
      const behaviour = writes[Math.min(calls, writes.length - 1)];
      calls += 1;
      if (behaviour === 'throws') throw new TypeError('broken');
      if (behaviour === 'conflict' || control.revision !== (stored?.revision ?? 0) + 1) {
        return 'conflict';
      }
      stored = control;
      return 'stored';
    },
  };
}
