import { objectsOf } from '../answer-bodies.ts';
import { permitted, unknown } from './readiness.ts';
import type { SendingNeed } from './sending-need.ts';

/**
 * Calls to Canada are permitted with those to the United States: Twilio has one entry for both
 * (https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource).
 */
const DIALED_WITH: Readonly<Record<string, string>> = { CA: 'US' };

/** Twilio permits calls to the country. */
export function dialingNeed(country: string): SendingNeed {
  const entry = DIALED_WITH[country] ?? country;
  return {
    what: `calls to ${country}`,
    lookup: {
      subject: `dialing permissions for ${entry}`,
      product: 'voice',
      path: `/v1/DialingPermissions/Countries/${entry}`,
      members: ['iso_code', 'low_risk_numbers_enabled'],
    },
    read: ({ iso_code: shown, low_risk_numbers_enabled: enabled }) =>
      shown === entry ? permitted(enabled) : unknown('an answer about no such country'),
  };
}

/** Twilio permits messages to the country. */
export function geoNeed(country: string): SendingNeed {
  return {
    what: `messages to ${country}`,
    lookup: {
      subject: `messaging permissions for ${country}`,
      product: 'accounts',
      path: '/v1/Messaging/GeoPermissions',
      query: { CountryCode: country },
      members: ['permissions', 'country_code', 'type', 'enabled'],
    },
    read: ({ permissions }) => {
      const own = objectsOf(permissions)?.filter((one) => one['country_code'] === country) ?? [];
      const [first] = own;
      if (first === undefined) return unknown('an answer about no such country');
      return permitted(own.some(({ enabled }) => enabled === true) || first['enabled']);
    },
  };
}
