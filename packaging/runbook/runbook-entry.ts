import type { RemediationStep } from '../../functions/domain/model/report.ts';

/**
 * What an on-call engineer needs to know about one cause. Every text is Markdown of one paragraph;
 * commands hold placeholders in capitals (SECRET_ID, REGION, ENVIRONMENT) where a report has names.
 */
export interface RunbookEntry {
  /** The cause in one line, without a full stop: for the index. */
  readonly title: string;
  /** The checks that the cause keeps from passing, by their ids; none where there is nothing to check. */
  readonly checks: readonly string[];
  /** The page that the report names, by its owner. */
  readonly helpUrl: string;
  /** What is wrong, and what the application would meet. */
  readonly means: string;
  /** What makes it proven, and what is only likely. */
  readonly proof: string;
  /** What would have shown that it is something else. */
  readonly ruledOutBy: string;
  /** In the order in which they are done. Never empty. */
  readonly steps: readonly RemediationStep[];
  /** How it does not happen again. */
  readonly avoid: string;
}

/** Entries by the id of their cause. */
export type RunbookEntries = Readonly<Record<string, RunbookEntry>>;

export const RESOURCE_CHECKS: readonly string[] = [
  'resources.phone-numbers',
  'resources.messaging-services',
  'resources.applications',
  'resources.verify-services',
];

/** Those that an outage leaves open. */
export const OUTAGE_CHECKS: readonly string[] = [
  'credential.accepted',
  'account.identity',
  ...RESOURCE_CHECKS,
];
