import { describe, expect, it } from 'vitest';
import { isShut, throwIfBlocked } from '../../../../functions/handlers/run/blocked.ts';
import { failing, passing, report } from '../../domain/rendering/reports.ts';

describe('a gate is', () => {
  it.each([
    ['shut by a run that judged nothing', [], true],
    ['shut by one environment of several', [passing(), failing()], true],
    ['open where none is blocked', [passing()], false],
  ] as const)('%s', (_name, environments, shut) => {
    const run = report(environments);
    expect(isShut(run)).toBe(shut);
    if (!shut) return throwIfBlocked(run);
    expect(() => throwIfBlocked(run)).toThrow(expect.objectContaining({ code: 'gate.blocked' }));
  });
});
