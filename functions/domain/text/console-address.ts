/** The consoles outside of `aws`, by how the codes of their Regions begin. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const CONSOLES = [
  { regions: 'us-gov-', domain: 'console.amazonaws-us-gov.com' },
  { regions: 'cn-', domain: 'console.amazonaws.cn' },
] as const;

/** The address of the console of a Region, without a slash at its end. */
export function consoleAddress(region: string): string {
  const found = CONSOLES.find(({ regions }) => region.startsWith(regions));
  return `https://${region}.${found?.domain ?? 'console.aws.amazon.com'}`;
}
