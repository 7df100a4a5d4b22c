import type { Requests } from '../world/start-world.ts';

/**
 * What was asked of whom, one line per request in alphabetical order: requests that are sent at once
 * arrive in any order. The id of a job and the answer's status say nothing about the work and are
 * left out.
 */
export function requestList({ aws, twilio }: Requests): readonly string[] {
  const toAws = aws.map(({ service, operation, resources }) =>
    service === 'codepipeline'
      ? `${service} ${operation}`
      : `${service} ${operation} ${resources.join(' ')}`,
  );
  const toTwilio = twilio.map(
    ({ method, host, path, query, username }) =>
      `${method} ${host}${path}?${new URLSearchParams(query)} by ${username ?? 'no credential'}`,
  );
  return [...toAws, ...toTwilio].toSorted();
}

/** Throws, with both lists, when two handlers did not ask the same: their times would not compare. */
export function requireEqualLists(
  expected: readonly string[],
  actual: readonly string[],
  variant: string,
): void {
  if (expected.join('\n') === actual.join('\n')) return;
  throw new Error(
    `The ${variant} handler asked for something else than the first one did.\n` +
      `First:\n  ${expected.join('\n  ')}\n${variant}:\n  ${actual.join('\n  ')}`,
  );
}
