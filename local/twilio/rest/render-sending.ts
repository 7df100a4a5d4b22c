import type { Campaign } from '../world/sending.ts';
import type { PhoneNumber } from '../world/twilio-world.ts';
import { type JsonBody, toIsoSeconds } from './answer.ts';

/** When everything here was registered; no answer depends on it. */
const REGISTERED = { date_created: '2026-01-15T09:00:00Z', date_updated: '2026-02-01T09:00:00Z' };

/** A phone number of a messaging service. */
export function renderSender(number: PhoneNumber, serviceSid: string): JsonBody {
  const { sms, mms, voice } = number.capabilities;
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    service_sid: serviceSid,
    phone_number: number.phoneNumber,
    country_code: number.phoneNumber.startsWith('+1') ? 'US' : 'GB',
    capabilities: [voice && 'Voice', sms && 'SMS', mms && 'MMS'].filter((one) => one !== false),
    date_created: toIsoSeconds(number.createdAt),
    date_updated: toIsoSeconds(number.createdAt),
    url: `https://messaging.twilio.com/v1/Services/${serviceSid}/PhoneNumbers/${number.sid}`,
  };
}

export function renderCampaign(
  campaign: Campaign,
  serviceSid: string,
  accountSid: string,
): JsonBody {
  const sid = `QE${serviceSid.slice(2)}`;
  return {
    sid,
    account_sid: accountSid,
    messaging_service_sid: serviceSid,
    brand_registration_sid: campaign.brandSid,
    campaign_status: campaign.status,
    campaign_id: campaign.status === 'VERIFIED' ? 'CABC123' : null,
    mock: campaign.mock,
    description: 'Notices of orders, sent to customers who asked for them.',
    message_samples: ['Your order has left our house.', 'Your order is at your door.'],
    message_flow: 'Customers ask for notices when they order on www.example.com.',
    us_app_to_person_usecase: 'MIXED',
    has_embedded_links: false,
    has_embedded_phone: false,
    subscriber_opt_in: true,
    age_gated: false,
    direct_lending: false,
    is_externally_registered: false,
    rate_limits: { att: { mps: 600, msg_class: 'A' }, tmobile: { brand_tier: 'TOP' } },
    opt_in_message: 'You will get notices of your order.',
    opt_out_message: 'You will get no more notices.',
    help_message: 'Write to help@example.com.',
    opt_in_keywords: ['START'],
    opt_out_keywords: ['STOP'],
    help_keywords: ['HELP'],
    errors: [],
    ...REGISTERED,
    url: `https://messaging.twilio.com/v1/Services/${serviceSid}/Compliance/Usa2p/${sid}`,
  };
}

export function renderBrand(sid: string, status: string, accountSid: string): JsonBody {
  const url = `https://messaging.twilio.com/v1/a2p/BrandRegistrations/${sid}`;
  return {
    sid,
    account_sid: accountSid,
    a2p_profile_bundle_sid: `BU${sid.slice(2)}`,
    customer_profile_bundle_sid: `BU${sid.slice(2)}`,
    status,
    identity_status: status === 'APPROVED' ? 'VERIFIED' : 'SELF_DECLARED',
    brand_type: 'STANDARD',
    mock: false,
    tcr_id: null,
    brand_score: null,
    russell_3000: null,
    brand_feedback: null,
    failure_reason: null,
    government_entity: null,
    tax_exempt_status: null,
    skip_automatic_sec_vet: false,
    errors: [],
    ...REGISTERED,
    url,
    links: { brand_vettings: `${url}/Vettings`, brand_registration_otps: `${url}/SmsOtp` },
  };
}

/** Names and addresses of a person stand in this body at Twilio too. */
export function renderVerification(number: PhoneNumber, status: string): JsonBody {
  const sid = `HH${number.sid.slice(2)}`;
  return {
    sid,
    account_sid: number.accountSid,
    tollfree_phone_number_sid: number.sid,
    status,
    customer_profile_sid: null,
    trust_product_sid: null,
    regulated_item_sid: null,
    business_name: 'Owl, Inc.',
    business_street_address: '123 Main Street',
    business_street_address2: null,
    business_city: 'Anytown',
    business_state_province_region: 'AA',
    business_postal_code: '11111',
    business_country: 'US',
    business_website: 'https://www.example.com',
    business_contact_first_name: 'Josephine',
    business_contact_last_name: 'Miller',
    business_contact_email: 'josephine@example.com',
    business_contact_phone: '+11231231234',
    notification_email: 'support@example.com',
    use_case_categories: ['TWO_FACTOR_AUTHENTICATION'],
    use_case_summary: 'One-time codes for customers who sign in.',
    production_message_sample: 'Your code is 123456.',
    opt_in_image_urls: ['https://www.example.com/opt-in.png'],
    opt_in_type: 'WEB_FORM',
    message_volume: '1,000',
    additional_information: null,
    rejection_reason: null,
    rejection_reasons: null,
    error_code: null,
    edit_expiration: null,
    edit_allowed: null,
    resource_links: {},
    external_reference_id: null,
    ...REGISTERED,
    url: `https://messaging.twilio.com/v1/Tollfree/Verifications/${sid}`,
  };
}

export function renderDialing(country: string, isPermitted: boolean): JsonBody {
  const url = `https://voice.twilio.com/v1/DialingPermissions/Countries/${country}`;
  return {
    iso_code: country,
    name: country,
    continent: 'EUROPE',
    country_codes: ['+44'],
    low_risk_numbers_enabled: isPermitted,
    high_risk_special_numbers_enabled: false,
    high_risk_tollfraud_numbers_enabled: false,
    url,
    links: { highrisk_special_prefixes: `${url}/HighRiskSpecialPrefixes` },
  };
}

export function renderProfile(accountSid: string, status: string, index: number): JsonBody {
  const sid = `BU${String(index).padStart(32, '0')}`;
  const url = `https://trusthub.twilio.com/v1/CustomerProfiles/${sid}`;
  return {
    sid,
    account_sid: accountSid,
    policy_sid: 'RN6433641899984f951173ef1738c3bdd0',
    friendly_name: 'Primary profile',
    status,
    email: 'compliance@example.com',
    status_callback: null,
    valid_until: null,
    errors: [],
    ...REGISTERED,
    url,
    links: {
      customer_profiles_entity_assignments: `${url}/EntityAssignments`,
      customer_profiles_evaluations: `${url}/Evaluations`,
      customer_profiles_channel_endpoint_assignment: `${url}/ChannelEndpointAssignments`,
    },
  };
}

/** `/v2/Voice/Numbers/{E.164}` of the Pricing API. */
export function renderPrice(to: string, from: string | null): JsonBody {
  return {
    destination_number: to,
    origination_number: from,
    country: 'United States',
    iso_country: 'US',
    outbound_call_prices: [
      { base_price: 0.015, current_price: 0.014, origination_prefixes: ['ALL'] },
    ],
    inbound_call_price: null,
    price_unit: 'USD',
    url: `https://pricing.twilio.com/v2/Voice/Numbers/${to}`,
  };
}
