/**
 * The Region in an ARN (`arn:partition:service:region:account:…`), or undefined when `id` is no ARN
 * or has none there (`arn:aws:iam::…`).
 */
export function regionOf(id: string): string | undefined {
  const [prefix, , , region] = id.split(':', 4);
  return prefix === 'arn' && region ? region : undefined;
}

/** The Region in the configuration of a client; undefined leaves it to the SDK's own chain. */
export function inRegion(region: string | undefined): { readonly region?: string } {
  return region === undefined ? {} : { region };
}
