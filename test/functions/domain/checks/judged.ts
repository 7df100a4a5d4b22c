import { expect } from 'vitest';
import type { Check } from '../../../../functions/domain/checks/check.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';

/** A name, evidence, and `status: part of the message` that it must give. */
export type CheckRow = readonly [name: string, evidence: Evidence, expected: string];

/** `status: message` of a check, to compare with both at once. */
export function judged(check: Check, evidence: Evidence): string {
  const { status, message } = check.judge(factsOf(evidence));
  return `${status}: ${message}`;
}

/** Holds a check to a row: exactly its status, and that part of its message. */
export function expectJudgement(check: Check, evidence: Evidence, expected: string): void {
  const [status = '', ...parts] = expected.split(': ');
  const result = check.judge(factsOf(evidence));
  expect(result.status).toBe(status);
  expect(result.message).toContain(parts.join(': '));
}
