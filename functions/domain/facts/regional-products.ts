import type { TwilioRegion } from '../model/expectation.ts';
import type { TwilioProduct, TwilioQuestion } from '../model/twilio-api.ts';

/**
 * The products that Twilio has outside us1
 * (https://www.twilio.com/docs/global-infrastructure/regional-product-and-feature-availability). Geo
 * permissions and Trust Hub are the account's, and accounts live in us1.
 */
const OUTSIDE_US1: Readonly<Record<Exclude<TwilioRegion, 'us1'>, readonly TwilioProduct[]>> = {
  ie1: ['api', 'voice', 'messaging', 'conversations'],
  au1: ['api', 'voice'],
};

/** US registrations of senders, which belong to the account too. */
const REGISTRATION = /\/Compliance\/|^\/v1\/(?:a2p|Tollfree)\//;

/** Whether the Region has what is asked for; elsewhere its credentials are refused, so that nothing shows it. */
export function isServedIn(
  region: TwilioRegion,
  { product, path }: Pick<TwilioQuestion, 'product' | 'path'>,
): boolean {
  if (region === 'us1') return true;
  return OUTSIDE_US1[region].some((one) => one === product) && !REGISTRATION.test(path);
}
