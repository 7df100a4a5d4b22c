import { describe, expect, it } from 'vitest';
import { describeDefect } from '../../../../functions/domain/model/describe-defect.ts';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';

const SECRET = 'kQ7w9zXvBn3LmKpRt5YhJd2FgSsAe8Uc';

function withStack(stack: string): Error {
  return Object.assign(new Error(SECRET), { stack });
}

describe('an error that nobody expected', () => {
  it('is named by its class and the frames of its stack', () => {
    const { text: name, frames } = describeDefect(new TypeError(SECRET));
    expect(name).toBe('TypeError');
    expect(frames.split('\n')[0]).toMatch(/^ {4}at .*describe-defect\.test\.ts:\d+:\d+\)?$/);
    expect(frames).not.toContain(SECRET);
  });

  it('has at most ten frames', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `    at file:///code/x.mjs:${index}:1`);
    expect(describeDefect(withStack(lines.join('\n'))).frames.split('\n')).toHaveLength(10);
  });

  it.each([
    { name: 'a message of several lines', error: new Error(`x\n    at ${SECRET}:1:2`) },
    { name: 'a message like a frame', error: new Error(`\n    at f (file:///${SECRET}:1:2)`) },
    { name: 'a name of its own', error: Object.assign(new Error('x'), { name: SECRET }) },
    {
      name: 'a message that was replaced',
      error: Object.assign(new Error(`\n    at ${SECRET}`), { message: 'x' }),
    },
    { name: 'a stack without frames', error: withStack(SECRET) },
    { name: 'no message', error: new Error('') },
    { name: 'no stack', error: Object.assign(new Error(SECRET), { stack: undefined }) },
    { name: 'a stack of evaluated code', error: withStack(`    at eval (${SECRET} code:1:2)`) },
  ])('shows nothing of $name', ({ error }) => {
    expect(JSON.stringify(describeDefect(error))).not.toContain(SECRET.slice(0, 8));
  });

  it.each([
    { thrown: SECRET, name: 'a thrown string' },
    { thrown: undefined, name: 'a thrown undefined' },
    { thrown: { message: SECRET }, name: 'a thrown object' },
  ])('is $name', ({ thrown, name }) => {
    expect(describeDefect(thrown)).toEqual({ text: name, frames: '' });
  });

  it('is told in full where it is our own', () => {
    const error = new PreflightError('the text', { code: 'config.invalid', fault: 'operator' });
    expect(describeDefect(error)).toEqual({ text: 'the text', frames: '' });
  });
});
