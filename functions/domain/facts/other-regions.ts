import type { Evidence } from '../model/evidence.ts';
import type { TwilioRegion } from '../model/expectation.ts';

const REGIONS: readonly TwilioRegion[] = ['us1', 'ie1', 'au1'];

/** The Regions that the credential is not declared for; it is valid in one only (facts, section 6). */
export function otherRegions(evidence: Evidence): readonly TwilioRegion[] {
  return REGIONS.filter((region) => region !== evidence.expectation.twilioRegion);
}
