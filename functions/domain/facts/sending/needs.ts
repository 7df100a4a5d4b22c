import type { Probes } from '../../model/evidence.ts';
import type { EnvironmentExpectation } from '../../model/expectation.ts';
import type { JsonObject } from '../../model/twilio-api.ts';
import { objectsOf } from '../answer-bodies.ts';
import { isWhole, ownedBy } from '../list-answers.ts';
import { dialingNeed, geoNeed } from './country-permissions.ts';
import { byWord, met, type Readiness, unknown, unmet } from './readiness.ts';
import {
  NEEDS_VERIFICATION,
  needsCampaign,
  type Sender,
  sendersFrom,
  TOLL_FREE,
} from './senders.ts';
import type { SendingNeed } from './sending-need.ts';

/** What sending needs, and what no API of Twilio shows. */
export interface SendingNeeds {
  readonly needs: readonly SendingNeed[];
  readonly notes: readonly string[];
}

/** Everything that the declared senders need, once each. */
export function sendingNeeds(expectation: EnvironmentExpectation, probes: Probes): SendingNeeds {
  const senders = sendersFrom(expectation, probes).filter(({ countries }) => countries.length > 0);
  if (senders.length === 0) return { needs: [], notes: [] };
  const all = [
    profileNeed(),
    ...senders.flatMap((sender) => [
      ...(sender.calls ? sender.countries.map(dialingNeed) : []),
      ...(sender.messages ? sender.countries.map(geoNeed) : []),
      ...campaignNeeds(sender, probes),
      ...verificationNeeds(sender),
    ]),
  ];
  const needs = new Map(all.map((need) => [need.what, need]));
  return { needs: [...needs.values()], notes: senders.flatMap(unshown) };
}

/** That a single number is registered with a campaign is shown in the Console only. */
function unshown(sender: Sender): readonly string[] {
  if (!needsCampaign(sender)) return [];
  const { name, serviceSid } = sender;
  return [
    serviceSid === undefined
      ? `${name}: likely ready; no declared messaging service holds it, and no API shows the registration of one number`
      : `${name}: likely ready; no API shows the registration of single numbers`,
  ];
}

function campaignNeeds(sender: Sender, probes: Probes): readonly SendingNeed[] {
  const { serviceSid } = sender;
  if (serviceSid === undefined || !needsCampaign(sender)) return [];
  const need: SendingNeed = {
    what: `the campaign of ${serviceSid}`,
    permission: '/twilio/messaging/services.usa2p-campaign/list',
    lookup: {
      subject: `${serviceSid}/Usa2p`,
      product: 'messaging',
      path: `/v1/Services/${serviceSid}/Compliance/Usa2p`,
      members: [
        'compliance',
        'account_sid',
        'messaging_service_sid',
        'campaign_status',
        'mock',
        'brand_registration_sid',
      ],
    },
    read: ({ compliance }, accountSid) => {
      const campaigns = objectsOf(compliance);
      const isOwn = (one: JsonObject): boolean =>
        ownedBy(one, accountSid) && one['messaging_service_sid'] === serviceSid;
      return campaigns?.every(isOwn) === false
        ? unknown('a campaign of another service or account')
        : readCampaigns(campaigns);
    },
  };
  const reply = probes.resource?.[need.lookup.subject];
  const campaigns = reply?.kind === 'resource' ? objectsOf(reply.body['compliance']) : undefined;
  const brands = campaigns?.filter(isVerified).map((one) => one['brand_registration_sid']) ?? [];
  return [need, ...brands.flatMap(brandNeed)];
}

function isVerified({ campaign_status: status, mock }: JsonObject): boolean {
  return status === 'VERIFIED' && !isMock(mock);
}

/** Only one that says so, or says nothing, is none of the practice kind. */
function isMock(mock: unknown): boolean {
  return mock !== false && mock !== null && mock !== undefined;
}

function readCampaigns(campaigns: readonly JsonObject[] | undefined): Readiness {
  if (campaigns === undefined) return unknown('no list of campaigns');
  const verified = campaigns.find(isVerified);
  if (verified !== undefined) {
    const isNamed = brandNeed(verified['brand_registration_sid']).length > 0;
    return isNamed ? met('VERIFIED') : unknown('a campaign that names no brand');
  }
  const [first] = campaigns;
  if (first === undefined) return unmet('no campaign is registered');
  if (isMock(first['mock'])) return unmet('a mock campaign');
  return byWord(first['campaign_status'], ['PENDING', 'IN_PROGRESS', 'FAILED']);
}

function brandNeed(sid: unknown): readonly SendingNeed[] {
  if (typeof sid !== 'string' || !/^BN[0-9a-fA-F]{32}$/.test(sid)) return [];
  return [
    {
      what: `brand ${sid}`,
      lookup: {
        subject: sid,
        product: 'messaging',
        path: `/v1/a2p/BrandRegistrations/${sid}`,
        members: ['sid', 'account_sid', 'mock'],
      },
      read: (brand, accountSid) => {
        const { status, mock } = brand;
        if (brand['sid'] !== sid || !ownedBy(brand, accountSid)) return unknown('another brand');
        if (isMock(mock)) return unmet('a mock brand');
        if (status === 'APPROVED') return met(status);
        return byWord(status, [
          'PENDING',
          'FAILED',
          'IN_REVIEW',
          'SUSPENDED',
          'DELETION_PENDING',
          'DELETION_FAILED',
        ]);
      },
    },
  ];
}

function verificationNeeds({ messages, countries, numbers }: Sender): readonly SendingNeed[] {
  if (!messages || !countries.some((one) => NEEDS_VERIFICATION.includes(one))) return [];
  return (numbers ?? [])
    .filter(({ number }) => TOLL_FREE.test(number))
    .map(({ number, sid }) => ({
      what: `the toll-free verification of ${number}`,
      lookup: {
        subject: 'toll-free verifications',
        product: 'messaging',
        path: '/v1/Tollfree/Verifications',
        query: { PageSize: '1000' },
        // Names and addresses of a contact stand beside these, and are dropped on receipt.
        members: ['verifications', 'tollfree_phone_number_sid', 'meta', 'next_page_url'],
      },
      read: (body) => readVerifications(body, sid),
    }));
}

function readVerifications(body: JsonObject, sid: string | undefined): Readiness {
  const { verifications } = body;
  const all = objectsOf(verifications);
  if (all === undefined) return unknown('no list of verifications');
  if (sid === undefined) return unknown('no answer shows the SID of the number');
  const own = all.filter((one) => one['tollfree_phone_number_sid'] === sid);
  const [first] = own;
  if (first === undefined) {
    return isWhole(body)
      ? unmet('no verification')
      : unknown('not among the first 1000 verifications');
  }
  if (own.some(({ status }) => status === 'TWILIO_APPROVED')) return met('TWILIO_APPROVED');
  return byWord(first['status'], ['PENDING_REVIEW', 'IN_REVIEW', 'TWILIO_REJECTED']);
}

/** The policy of a business's primary profile; that of an individual's is not published. */
const PRIMARY_POLICY = 'RN6433641899984f951173ef1738c3bdd0';

const WAITING: readonly string[] = ['draft', 'pending-review', 'in-review', 'twilio-rejected'];

/** A profile is made at the parent alone: that there is none here says nothing, one that waits does. */
function profileNeed(): SendingNeed {
  return {
    what: 'the primary compliance profile',
    isProfile: true,
    lookup: {
      subject: 'compliance profiles',
      product: 'trusthub',
      path: '/v1/CustomerProfiles',
      query: { PageSize: '50' },
      members: ['results', 'policy_sid'],
    },
    read: ({ results }) => {
      const profiles = objectsOf(results);
      if (profiles === undefined) return unknown('no list of profiles');
      const isPrimary = (one: JsonObject): boolean => one['policy_sid'] === PRIMARY_POLICY;
      const approved = profiles.filter(({ status }) => status === 'twilio-approved');
      const [first] = profiles.filter(isPrimary);
      if (approved.some(isPrimary)) return met('twilio-approved');
      if (first === undefined) return { state: 'says-nothing', found: 'no profile of its own' };
      const waits = byWord(first['status'], WAITING);
      // It may be an individual's primary one, which is as good.
      return approved.length === 0 ? waits : unknown(`${waits.found}, another one is approved`);
    },
  };
}
