import { describe, expect, it } from 'vitest';
import { renderTrace } from '../../../../cli/diagnose/trace/render-trace.ts';
import type { Trace, TraceEntry } from '../../../../cli/diagnose/trace/trace.ts';
import { styleOf } from '../../../../cli/rendering/terminal-section.ts';

const ENTRY: TraceEntry = {
  wave: 'first',
  asked: 'what does it hold',
  why: 'everything is judged by it',
  answered: 'version v-1',
  concluded: 'a well-formed credential',
};
const TRACE: Trace = {
  entries: [ENTRY, { ...ENTRY, wave: 'further', asked: 'does AWSPREVIOUS work' }],
  ended: 'A cause is proven.',
};

describe('the trace as text', () => {
  it('numbers each wave by itself and puts why, answer and conclusion under the question', () => {
    expect(renderTrace(TRACE, styleOf({}))).toBe(`  What is asked every time
    1. What does it hold?
       why:    everything is judged by it
       answer: version v-1
       so:     a well-formed credential

  What was asked because something was wrong
    1. Does AWSPREVIOUS work?
       why:    everything is judged by it
       answer: version v-1
       so:     a well-formed credential

  A cause is proven.
`);
  });

  it('has no heading for a wave that asked nothing', () => {
    const text = renderTrace({ ...TRACE, entries: [ENTRY] }, styleOf({}));
    expect(text).not.toContain('because something was wrong');
  });

  it('wraps at 100 columns under its own text', () => {
    const long = { ...ENTRY, answered: 'word '.repeat(60) };
    const lines = renderTrace({ ...TRACE, entries: [long] }, styleOf({})).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(lines[4]).toMatch(/^ {15}word/);
  });

  it('brings no control character from outside to the terminal', () => {
    const hostile = { ...ENTRY, answered: 'a\u001b[2Jb\nFAKE', concluded: '\u202ex' };
    const text = renderTrace({ ...TRACE, entries: [hostile] }, styleOf({}));
    expect(text).toContain('ab FAKE');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  });

  it('paints its headings where there is colour', () => {
    expect(renderTrace(TRACE, styleOf({ colour: true }))).toContain(
      '\u001b[1mWhat is asked every time',
    );
  });
});
