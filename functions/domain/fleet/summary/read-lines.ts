import type { FleetMember, MemberFingerprints } from '../../model/fleet-member.ts';
import type { MemberResult } from '../../model/schemas/fleet-schema.ts';
import { VERDICTS_WORST_FIRST } from '../../model/verdict.ts';

// By hand: a million lines are read, and no function loads the schemas for it. Each cast below follows the check
// of every member that the summary reads, which the compiler cannot see.

/** What a line of a run's object holds; undefined where it is not of that form. */
export type ReadLine<T> = (line: string) => T | undefined;

export const readMember: ReadLine<FleetMember> = (line) => {
  const read = objectOf(line);
  const { member, accountSid, finding } = read;
  const isMember = isName(member) && isOptionalText(accountSid);
  const isFinding = finding === undefined || (isObject(finding) && isJudged(finding));
  return isMember && isFinding ? (read as unknown as FleetMember) : undefined;
};

export const readResult: ReadLine<MemberResult> = (line) => {
  const result = objectOf(line);
  const { member, checks } = result;
  const isResult = isName(member) && isJudged(result) && Array.isArray(checks);
  return isResult && checks.every(isCheck) ? (result as unknown as MemberResult) : undefined;
};

export const readFingerprints: ReadLine<MemberFingerprints> = (line) => {
  const read = objectOf(line);
  const { member, fingerprints } = read;
  const isRead = isName(member) && Array.isArray(fingerprints) && fingerprints.every(isFingerprint);
  return isRead ? (read as unknown as MemberFingerprints) : undefined;
};

type Members = Readonly<Record<string, unknown>>;

/** Empty for what is no object. */
function objectOf(line: string): Members {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isJudged({ verdict, cause, summary }: Members): boolean {
  const isVerdict = VERDICTS_WORST_FIRST.some((one) => one === verdict);
  return isVerdict && isOptionalText(cause) && isOptionalText(summary);
}

function isCheck(value: unknown): boolean {
  return isObject(value) && isName(value['id']) && isName(value['status']);
}

function isFingerprint(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{32,64}$/.test(value);
}
