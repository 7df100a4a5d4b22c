import type { Configuration } from '../configuration.ts';
import { type ConfigurationIssue, configurationIssue } from '../configuration-issue.ts';

/** Addresses listed twice (letter case ignored): SNS keeps one subscription, the stack would declare two. */
export function findRepeatedAddresses(
  alerts: Configuration['alerts'],
): readonly ConfigurationIssue[] {
  return (['email', 'sms'] as const).flatMap((list) => {
    const addresses = alerts[list].map((address) => address.toLowerCase());
    return addresses.flatMap((address, index) => {
      const first = addresses.indexOf(address);
      if (first === index) return [];
      return [
        configurationIssue({
          path: ['alerts', list, index],
          problem: `is listed already, at ${list}[${first}]`,
          received: alerts[list][index],
          allowed: 'each address once',
        }),
      ];
    });
  });
}
