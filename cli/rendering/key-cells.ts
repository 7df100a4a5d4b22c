import type { KeyFacts } from '../../functions/domain/model/check-result.ts';
import { count } from '../../functions/domain/text/count.ts';

/** What stands in a cell that has nothing to say. */
const NOTHING = '-';

/** The headings of what a table of findings shows of a key. */
export const KEY_COLUMNS: readonly string[] = ['Key', 'Label', 'Age'];

/** The cells below {@link KEY_COLUMNS}: the whole SID, the label, the age. */
export function keyCells({ apiKeySid, label, ageDays }: KeyFacts): readonly string[] {
  const age = ageDays === undefined ? NOTHING : count(ageDays, 'day');
  return [apiKeySid ?? NOTHING, label ?? NOTHING, age];
}
