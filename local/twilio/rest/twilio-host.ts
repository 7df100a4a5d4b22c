import type { TwilioRegion } from '../world/account.ts';

/** Products with at least one route here. */
export const PRODUCTS = [
  'accounts',
  'api',
  'conversations',
  'iam',
  'insights',
  'messaging',
  'oauth',
  'pricing',
  'trusthub',
  'verify',
  'voice',
] as const;

/** The Twilio products that answer here, by the first label of their host name. */
export type Product = (typeof PRODUCTS)[number];

/** What a host name decides: which API answers, and in which Region credentials are looked up. */
export interface TwilioHost {
  readonly product: Product;
  readonly region: TwilioRegion;
}

const EDGES = 'ashburn|umatilla|dublin|frankfurt|london|singapore|sydney|tokyo|sao-paulo';

const HOST_PATTERN = new RegExp(
  `^(?<product>${PRODUCTS.join('|')})(?:\\.(?<edge>${EDGES}))?(?:\\.(?<region>[a-z]{2}[0-9]))?\\.twilio\\.com(?::[0-9]+)?$`,
);

/** Names of Regions that had hosts without an edge until 2026-04-28; all were processed in us1. */
const RETIRED_REGIONS: readonly string[] = ['ie1', 'au1', 'br1', 'de1', 'jp1', 'sg1', 'us2'];

/**
 * Which product in which Region a `Host` header names; `undefined` when it is no Twilio host.
 *
 * `api.twilio.com` and `api.us1.twilio.com` are us1, `api.dublin.ie1.twilio.com` is ie1. A Region
 * without an edge (`api.ie1.twilio.com`) is us1, as it always was: the trap behind many a 20003.
 */
export function parseTwilioHost(host: string): TwilioHost | undefined {
  const groups = HOST_PATTERN.exec(host.toLowerCase())?.groups;
  const product = PRODUCTS.find((name) => name === groups?.['product']);
  const region = parseRegion(groups?.['edge'], groups?.['region']);
  return product === undefined || region === undefined ? undefined : { product, region };
}

function parseRegion(
  edge: string | undefined,
  region: string | undefined,
): TwilioRegion | undefined {
  if (region === undefined || region === 'us1') return 'us1';
  if (edge === undefined) return RETIRED_REGIONS.includes(region) ? 'us1' : undefined;
  return region === 'ie1' || region === 'au1' ? region : undefined;
}
