import { describe, expect, it } from 'vitest';
import { fewNames, withProgress } from '../../cli/progress.ts';
import { recordedIo } from './recorded-io.ts';

describe('progress', () => {
  it('is taken away also when the work fails', async () => {
    const { io, stderr } = recordedIo({ isTerminal: true });
    const work = withProgress('Working', io.stderr, () => Promise.reject(new Error('broken')));
    await expect(work).rejects.toThrow('broken');
    expect(stderr()).toBe('Working …\r\u001b[2K');
  });

  it('is not shown where there is no terminal', async () => {
    const { io, stderr } = recordedIo();
    expect(await withProgress('Working', io.stderr, async () => 'done')).toBe('done');
    expect(stderr()).toBe('');
  });

  it.each([
    [['a'], 'a'],
    [['a', 'b', 'c'], 'a, b, c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('stays on one line with %j', (names, text) => {
    expect(fewNames(names)).toBe(text);
  });
});
