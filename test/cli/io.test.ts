import { describe, expect, it } from 'vitest';
import { columnsOf, type Io, wantsColour, wantsProgress } from '../../cli/io.ts';

const write = (): void => undefined;

describe('what a terminal gets', () => {
  it.each<[string, boolean, Io['env'], readonly [colour: boolean, progress: boolean]]>([
    ['a terminal', true, {}, [true, true]],
    ['a pipe', false, {}, [false, false]],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, [false, true]],
    ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, [true, true]],
    ['a dumb terminal', true, { TERM: 'dumb' }, [false, false]],
    ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, [true, false]],
    ['an empty FORCE_COLOR', false, { FORCE_COLOR: '' }, [false, false]],
    ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, [false, true]],
    ['both, as in Node', true, { FORCE_COLOR: '1', NO_COLOR: '1' }, [true, true]],
    ['a terminal in a CI job', true, { CI: 'true' }, [true, false]],
    ['a terminal with CI=false', true, { CI: 'false' }, [true, true]],
  ])('%s', (_name, isTerminal, ...[env, expected]) => {
    const output = { isTerminal, write };
    const colour = wantsColour(output, env);
    expect([colour, wantsProgress(output, env)]).toEqual([...expected]);
  });

  it.each([
    [undefined, 100],
    [0, 40],
    [20, 40],
    [132, 132],
    [500, 200],
  ])('text for people on %s columns has %i', (columns, expected) => {
    expect(columnsOf({ isTerminal: true, columns, write })).toBe(expected);
  });
});
