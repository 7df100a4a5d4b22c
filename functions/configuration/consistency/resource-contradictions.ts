import type { ConfiguredEnvironment } from '../configuration.ts';
import type { IssueParts } from '../configuration-issue.ts';

/** A number that sends somewhere and neither calls nor sends messages: nothing of it would be checked. */
export function* resourceContradictions({
  name,
  resources,
}: ConfiguredEnvironment): Iterable<IssueParts> {
  for (const [index, { capabilities, sendsTo }] of (resources?.phoneNumbers ?? []).entries()) {
    if (sendsTo.length === 0 || capabilities.some((one) => one !== 'fax')) continue;
    yield {
      path: ['environments', name, 'resources', 'phoneNumbers', index, 'sendsTo'],
      problem:
        'what sending needs depends on what is sent, and capabilities names no voice, sms or mms',
      received: sendsTo,
      allowed: 'sendsTo with "voice", "sms" or "mms" in capabilities',
    };
  }
}
