import type { Facts } from '../facts/facts.ts';
import type { CheckResult } from '../model/check-result.ts';
import type { CheckStatus, CheckTier } from '../model/report.ts';

/** What a check says: most say one thing. */
export type Judgement = CheckResult | readonly CheckResult[];

/**
 * One condition that an environment must meet. `judge` is pure: it decides from the facts and asks
 * nothing. What cannot be decided with the credentials at hand is `skipped` with the reason; what
 * should have been decided and was not is `inconclusive`. A check over many keys says something of
 * each; one that the configuration does not ask for says nothing.
 */
export interface Check<Says extends Judgement = CheckResult> {
  /** Unique, `family.name`; fixed once released. Other code names the check by this object. */
  readonly id: string;
  /** States the passing condition. */
  readonly title: string;
  /** The key audit judges the checks of tier `audit`, a gate all others. */
  readonly tier: CheckTier;
  /** Of tier `audit`: how a gate judges it too. */
  readonly inGate?: GateUse;
  readonly judge: (facts: Facts) => Says;
}

/** How a gate uses a check of the key audit. */
export interface GateUse {
  /** It does where the configuration has this setting: it is one more question to Twilio. */
  readonly setting: 'maxAgeDays' | 'labelPrefix';
  /** What each status counts in the gate. */
  readonly counts: Readonly<Record<CheckStatus, CheckStatus>>;
}

/**
 * A gate only warns: an old key works as well as a young one. What could not be seen is skipped, since
 * the verdict is on the credential, of which an unreadable list of keys says nothing.
 */
export const ONLY_WARNS: GateUse['counts'] = {
  fail: 'warn',
  warn: 'warn',
  inconclusive: 'skipped',
  skipped: 'skipped',
  pass: 'pass',
};
