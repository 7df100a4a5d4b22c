/** Where AWS's console is in the partition `aws`, and in every other that is not in {@link CONSOLES}. */
export const AWS_CONSOLE = 'console.aws.amazon.com';

/** Consoles by partition, and by how the codes of its Regions begin. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export const CONSOLES = [
  { partition: 'aws-us-gov', regions: 'us-gov-', domain: 'console.amazonaws-us-gov.com' },
  { partition: 'aws-cn', regions: 'cn-', domain: 'console.amazonaws.cn' },
] as const;

/** The address of the console of a Region, without a slash at its end. */
export function consoleAddress(region: string): string {
  const found = CONSOLES.find(({ regions }) => region.startsWith(regions));
  return `https://${region}.${found?.domain ?? AWS_CONSOLE}`;
}
