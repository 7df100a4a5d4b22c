import type { EnvironmentReport } from '../../model/report.ts';
import { failingChecksSection, otherChecksSection } from './check-sections.ts';
import { alternativesSection, evidenceSection, remediationSection } from './diagnosis-sections.ts';
import { type Block, fitBlocks } from './fit-blocks.ts';
import { flatBlock } from './flat-block.ts';
import { credentialSection, requestsText } from './identity-section.ts';

/** Ids of requests matter only to Twilio's support: the first to go. */
const REQUESTS_IMPORTANCE = 9;

/**
 * What a message says about one environment after its opening lines: steps, evidence, checks, which
 * credential; then `closing` (the run), then the request ids, then `ending`; in at most `limit` code points.
 * `opening`, `closing` and `ending` are always kept and have to be short.
 */
export function environmentMessage(
  environment: EnvironmentReport,
  parts: {
    readonly opening: readonly Block[];
    readonly closing: readonly Block[];
    readonly ending?: readonly Block[] | undefined;
    /** False: it stands for many credentials, and of none is it said which. Default: true. */
    readonly isOfOneCredential?: boolean | undefined;
  },
  limit: number,
): string {
  const { diagnosis } = environment;
  const { isOfOneCredential = true } = parts;
  const requests = { importance: REQUESTS_IMPORTANCE, lines: [requestsText(environment)] };
  const blocks = [
    ...parts.opening,
    flatBlock(remediationSection(diagnosis), 2),
    flatBlock(evidenceSection(diagnosis), 4),
    flatBlock(alternativesSection(diagnosis), 6),
    flatBlock(failingChecksSection(environment), 3),
    flatBlock(otherChecksSection(environment), 8),
    ...(isOfOneCredential ? [flatBlock(credentialSection(environment), 5)] : []),
    ...parts.closing,
    ...(isOfOneCredential ? [requests] : []),
    ...(parts.ending ?? []),
  ];
  return fitBlocks(blocks, limit);
}
