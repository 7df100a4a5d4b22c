/**
 * The results of work that runs at once, in order, when all of it has ended. A rejection (a defect)
 * is passed on only then, so that nothing is left running behind an error; of several, the first.
 */
export async function allEnded<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(work);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
