import { describe, expect, it } from 'vitest';
import { fewNames, withProgress } from '../../cli/progress.ts';
import { recordedIo } from './recorded-io.ts';

describe('progress', () => {
  it('shows another text in place of the one before', async () => {
    const { io, stderr } = recordedIo({ isTerminal: true });
    await withProgress('Working', io, async (show) => show('Half done'));
    expect(stderr()).toBe('Working …\r\u001b[2KHalf done …\r\u001b[2K');
  });

  it('is taken away also when the work fails', async () => {
    const { io, stderr } = recordedIo({ isTerminal: true });
    const work = withProgress('Working', io, () => Promise.reject(new Error('broken')));
    await expect(work).rejects.toThrow('broken');
    expect(stderr()).toBe('Working …\r\u001b[2K');
  });

  it.each([
    [40, 'Verifying a-very-long-name-of-an-envir…'],
    [20, 'Verifying a-very-l…'],
    [0, 'Verifying a-very-long-name-of-an-envir…'],
  ])('stays on one line of %i columns', async (columns, line) => {
    const { io, stderr } = recordedIo({ isTerminal: true, columns });
    await withProgress('Verifying a-very-long-name-of-an-environment', io, async () => undefined);
    expect(stderr()).toBe(`${line}\r\u001b[2K`);
  });

  it.each([
    ['in a CI job', { CI: 'true' }],
    ['on a terminal that erases nothing', { TERM: 'dumb' }],
  ])('is not shown %s', async (_name, env) => {
    const { io, stderr } = recordedIo({ isTerminal: true, env });
    await withProgress('Working', io, async () => undefined);
    expect(stderr()).toBe('');
  });

  it('is not shown where there is no terminal', async () => {
    const { io, stderr } = recordedIo();
    expect(await withProgress('Working', io, async () => 'done')).toBe('done');
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
