import { describe, expect, it } from 'vitest';
import type { Log } from '../../../../functions/domain/model/ports.ts';
import { safeLog } from '../../../../functions/domain/model/safe-log.ts';

describe('a quiet log', () => {
  it('passes every line on as it is', () => {
    const lines: unknown[] = [];
    const keep =
      (level: string): Log['info'] =>
      (...line) => {
        lines.push([level, ...line]);
      };
    const log = safeLog({ info: keep('info'), warn: keep('warn'), error: keep('error') });
    log.info('a', { one: 1 });
    log.warn('b', { two: 2 });
    log.error('c', { three: 3 });
    expect(lines).toEqual([
      ['info', 'a', { one: 1 }],
      ['warn', 'b', { two: 2 }],
      ['error', 'c', { three: 3 }],
    ]);
  });

  it('swallows what the log throws', () => {
    const fail = (): never => {
      throw new Error('full');
    };
    const log = safeLog({ info: fail, warn: fail, error: fail });
    expect(() => [log.info('a'), log.warn('b'), log.error('c')]).not.toThrow();
  });
});
