import { expect, it } from 'vitest';
import { exitCodeOfFindings, type Finding } from '../../../cli/doctor/finding.ts';
import { lookAtNode } from '../../../cli/doctor/look-at-machine.ts';
import { renderFindings } from '../../../cli/doctor/render-findings.ts';

const finding = (status: Finding['status'], changes: Partial<Finding> = {}): Finding => ({
  check: 'node',
  status,
  message: 'm',
  ...changes,
});

it.each([
  [[], 0],
  [[finding('ok'), finding('skipped')], 0],
  [[finding('ok'), finding('unknown')], 3],
  [[finding('unknown'), finding('problem')], 1],
] as const)('turns findings into an exit code: %j', (findings, exitCode) => {
  expect(exitCodeOfFindings(findings)).toBe(exitCode);
});

it.each([
  ['18.20.0', 'problem'],
  ['20.18.9', 'problem'],
  ['20.19.0', 'ok'],
  ['22.1.0', 'ok'],
  ['24.21.0', 'ok'],
])('judges Node %s: %s', (version, status) => {
  expect(lookAtNode(version)).toMatchObject({ status });
});

it.each([
  [[finding('ok')], 'Nothing is wrong.'],
  [[finding('unknown')], 'Nothing is wrong, 1 could not be checked.'],
  [[finding('problem'), finding('problem')], '2 to fix.'],
] as const)('ends with what it comes to: %j', (findings, line) => {
  expect(renderFindings(findings, { colour: false })).toMatch(new RegExp(`\n${line}\n$`));
});

it.each([40, 70, 71, 120, 200])('fits the terminal, %i columns', (columns) => {
  const given = finding('problem', { message: 'word '.repeat(60), remedy: 'do '.repeat(40) });
  const lines = renderFindings([given], { columns }).split('\n');
  expect(lines.filter((line) => line.length > columns)).toEqual([]);
  expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(columns - 10);
});

it('wraps, colours only the word, and lets no control character through', () => {
  const message = `${'word '.repeat(30)}\u001b[31mred`;
  const text = renderFindings([finding('problem', { message, remedy: 'do it' })], { colour: true });
  const lines = text.split('\n');
  expect(lines[0]).toContain('\u001b[1;31mPROBLEM\u001b[0m  node                  word');
  expect(text.replace('\u001b[1;31mPROBLEM\u001b[0m', '')).not.toContain('\u001b');
  expect(lines.slice(1).every((line) => line.length <= 100)).toBe(true);
  expect(text).toContain(`${' '.repeat(31)}-> do it`);
});
