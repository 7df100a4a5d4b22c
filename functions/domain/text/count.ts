/** A number with its noun: `1 check`, `2 checks`, `0 checks`; only for nouns that take a plain `s`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
