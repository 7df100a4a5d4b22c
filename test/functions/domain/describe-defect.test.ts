import { expect, it } from 'vitest';
import { describeDefect } from '../../../functions/domain/describe-defect.ts';

it.each([
  ['a message', new TypeError('holds s3cretvalue'), 'TypeError'],
  ['no message', new Error(''), 'Error'],
  ['a name that is no class', Object.assign(new Error('x'), { name: 'a b' }), 'Error'],
])('shows where an error with %s was thrown, and never its message', (_name, error, name) => {
  const defect = describeDefect(error);
  expect(defect.name).toBe(name);
  expect(defect.frames).toMatch(/^\s*at /);
  expect(JSON.stringify(defect)).not.toContain('s3cret');
});

it.each([
  ['text', 'string'],
  [undefined, 'undefined'],
])('tells no more than the type of what is no error: %s', (thrown, type) => {
  expect(describeDefect(thrown)).toEqual({ name: `a thrown ${type}`, frames: '' });
});

it('needs no stack', () => {
  const error = new Error('x');
  delete error.stack;
  expect(describeDefect(error)).toEqual({ name: 'Error', frames: '' });
});
