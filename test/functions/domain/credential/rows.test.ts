import { describe, expect, it } from 'vitest';
import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import type { CredentialParse } from '../../../../functions/domain/model/credential-parse.ts';
import type { FormatIssue } from '../../../../functions/domain/model/format-issue.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { FORM_ROWS } from './form-rows.ts';
import { MISPLACED_ROWS } from './misplaced-rows.ts';
import { NO_PLACEHOLDERS, PLACEHOLDER_ROWS } from './placeholder-rows.ts';
import type { Row } from './samples.ts';
import { WRAPPING_ROWS } from './wrapping-rows.ts';

function parse(row: Row): CredentialParse {
  return parseCredential(new Redacted(row.payload), row);
}

function issuesOf(parsed: CredentialParse): readonly FormatIssue[] {
  if (parsed.outcome === 'parsed') return parsed.warnings;
  return parsed.outcome === 'malformed' ? parsed.issues : [];
}

describe.each([
  ['wrapped values', WRAPPING_ROWS],
  ['misplaced values', MISPLACED_ROWS],
  ['length, characters and case', FORM_ROWS],
  ['placeholders', PLACEHOLDER_ROWS],
  ['values that only look like placeholders', NO_PLACEHOLDERS],
])('%s', (_group, rows) => {
  it.each(rows)('names the fault of $name', (row) => {
    const issues = issuesOf(parse(row));
    expect(issues.map(({ field, fault }) => `${field}:${fault}`)).toEqual(row.faults);
    expect(issues[0]?.message ?? '').toContain(row.says ?? '');
  });

  it.each(rows)('lets $name through only with warnings', (row) => {
    const parsed = parse(row);
    const failed = issuesOf(parsed).some(({ severity }) => severity === 'fail');
    expect(parsed.outcome).toBe(failed ? 'malformed' : 'parsed');
  });
});
