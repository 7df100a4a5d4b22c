import { describe, expect, it } from 'vitest';
import {
  configurationIssue,
  formatConfigurationIssues,
} from '../../../functions/configuration/configuration-issue.ts';

describe('configurationIssue', () => {
  it('puts problem, value and what is allowed into one sentence', () => {
    expect(
      configurationIssue({
        path: ['alerts', 'email', 0],
        problem: 'is wrong',
        received: { a: 1 },
        allowed: 'a text',
      }),
    ).toEqual({
      path: 'alerts.email[0]',
      message: 'is wrong; received {"a":1}; allowed: a text',
    });
  });

  it('leaves out what it was not given', () => {
    expect(configurationIssue({ path: [], problem: 'is wrong' })).toEqual({
      path: '',
      message: 'is wrong',
    });
  });

  it('says so when nothing was received', () => {
    const issue = configurationIssue({ path: ['a'], problem: 'is wrong', received: undefined });
    expect(issue.message).toBe('is wrong; received nothing');
  });
});

describe('formatConfigurationIssues', () => {
  it('writes one block per issue under a headline with their count', () => {
    const issues = [
      { path: 'alerts', message: 'is wrong' },
      { path: '', message: 'is empty' },
    ];
    expect(formatConfigurationIssues(issues)).toBe(
      'The configuration has 2 problems.\n\nalerts\n  is wrong\n\nthe file\n  is empty',
    );
    expect(formatConfigurationIssues(issues.slice(1))).toContain('has 1 problem.');
  });

  it('writes out twenty issues and counts the rest', () => {
    const issues = Array.from({ length: 4_000 }, (_, index) => ({
      path: `p${index}`,
      message: 'm',
    }));
    const text = formatConfigurationIssues(issues);
    expect(text).toContain('has 4000 problems.');
    expect(text).toContain('p19\n  m\n\nand 3980 more');
    expect(text).not.toContain('p20');
  });
});
