import type { MemberFingerprints } from '../../model/fleet-member.ts';

/** 52 bits: the most that a number holds exactly. */
const PREFIX_DIGITS = 13;

/** Gives all fingerprints of a run, each time from the beginning. */
export type ReadFingerprints = () => AsyncIterable<MemberFingerprints>;

/**
 * The members that have a fingerprint in common, by fingerprint; and every member of which there is one.
 *
 * They are read twice where there may be any. The first time only a number of each is kept, 8 bytes in a sorted
 * array: fingerprints whose numbers are equal may be equal. The second time those alone are compared.
 */
export async function equalFingerprints(
  read: ReadFingerprints,
  seen: (member: string) => void,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const numbers: number[] = [];
  for await (const { member, fingerprints } of read()) {
    // A line without any compares nothing: what was judged of its member may be of another attempt.
    if (fingerprints.length > 0) seen(member);
    for (const one of fingerprints) numbers.push(numberOf(one));
  }
  const repeated = repeatedIn(Float64Array.from(numbers).sort());
  return repeated.size === 0 ? new Map() : await sharedAmong(read(), repeated);
}

async function sharedAmong(
  read: AsyncIterable<MemberFingerprints>,
  repeated: ReadonlySet<number>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const holders = new Map<string, Set<string>>();
  for await (const { member, fingerprints } of read) {
    for (const one of fingerprints.filter((each) => repeated.has(numberOf(each)))) {
      const members = holders.get(one) ?? new Set();
      holders.set(one, members.add(member));
    }
  }
  const shared = [...holders].filter(([, members]) => members.size > 1);
  return new Map(shared.map(([one, members]) => [one, [...members]]));
}

function numberOf(fingerprint: string): number {
  return Number.parseInt(fingerprint.slice(0, PREFIX_DIGITS), 16);
}

function repeatedIn(sorted: Float64Array): ReadonlySet<number> {
  const repeated = new Set<number>();
  let last: number | undefined;
  for (const number of sorted) {
    if (number === last) repeated.add(number);
    last = number;
  }
  return repeated;
}
