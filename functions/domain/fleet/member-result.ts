import { environmentIsolation } from '../checks/environment-isolation.ts';
import type { CheckResult } from '../model/check-result.ts';
import type { FleetMember } from '../model/fleet-member.ts';
import type { EnvironmentReport } from '../model/report.ts';
import type { MemberResult } from '../model/schemas/fleet-schema.ts';
import { worstVerdict } from '../model/verdict.ts';
import { summaryText } from '../rendering/headline.ts';

/** Whether members share a value is known once all are read: until then it is judged of none. */
const ISOLATION_LATER: CheckResult = {
  status: 'skipped',
  message: 'all members are compared by fingerprints at the end of the run',
};

/** What an environment's report says of a member; its summary is without the name, which stands beside it. */
export function resultOf(report: EnvironmentReport): MemberResult {
  const { name: member, verdict, diagnosis, checks } = report;
  const explained =
    verdict === 'pass' ? {} : { cause: diagnosis?.cause, summary: summaryText(report) };
  return withIsolation({ member, verdict, ...explained, checks }, ISOLATION_LATER);
}

/** A member of which nothing is known, and why. */
export function unknownResult({ member }: Pick<FleetMember, 'member'>, why: string): MemberResult {
  return { member, verdict: 'inconclusive', summary: why, checks: [] };
}

/**
 * The result of a member that is judged by the lists alone: what the inventory found, or that no list says
 * which account it must be. Undefined for a member that is to be verified.
 */
export function resultOfLists({
  member,
  accountSid,
  finding,
}: Omit<FleetMember, 'index'>): MemberResult | undefined {
  if (finding !== undefined) return { member, ...finding, checks: [] };
  return accountSid === undefined ? unknownResult({ member }, NO_ACCOUNT) : undefined;
}

const NO_ACCOUNT =
  'no Account SID is declared for it: list it with its accountSid, or tag its secret with twilio-account-sid';

/** What makes a result worse: a status, and what explains it where nothing worse does. */
export interface IsolationFinding extends CheckResult {
  readonly cause?: string | undefined;
}

/**
 * The result with another judgement of `environment.isolation`. A verdict that gets worse by it is explained
 * by it.
 */
export function withIsolation(
  result: MemberResult,
  { cause, ...judged }: IsolationFinding,
): MemberResult {
  const { id, title, tier } = environmentIsolation;
  const row = { id, title, tier, ...judged, durationMs: 0 };
  const isRow = (check: { readonly id: string }): boolean => check.id === id;
  const checks = result.checks.some(isRow)
    ? result.checks.map((check) => (isRow(check) ? row : check))
    : [...result.checks, row];
  const { status } = judged;
  const verdict = status === 'skipped' ? result.verdict : worstVerdict([result.verdict, status]);
  if (verdict === result.verdict) return { ...result, checks };
  return { ...result, verdict, cause, summary: judged.message, checks };
}
