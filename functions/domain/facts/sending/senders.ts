import type { Probes } from '../../model/evidence.ts';
import type { EnvironmentExpectation } from '../../model/expectation.ts';
import { numberList, type ShownNumber, shownNumbers } from '../number-list.ts';
import { sendersOf } from '../resource-lookups.ts';

/** A sender of the declaration, or of a declared service, as far as the replies show it. */
export interface Sender {
  readonly name: string;
  readonly calls: boolean;
  readonly messages: boolean;
  readonly countries: readonly string[];
  /** Its numbers that could need a registration; undefined where a service's list was not read. */
  readonly numbers: readonly ShownNumber[] | undefined;
  /** The service whose campaign covers its numbers. */
  readonly serviceSid: string | undefined;
}

/** Where messages from US long codes need a campaign: not in Canada (Twilio's article 14910496447771). */
const NEEDS_CAMPAIGN: readonly string[] = ['US', 'PR', 'VI', 'GU', 'AS'];

/** Where messages from toll-free numbers need a verification. */
export const NEEDS_VERIFICATION: readonly string[] = ['US', 'CA'];

export const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)/;

/** Every declared sender. */
export function sendersFrom(
  expectation: EnvironmentExpectation,
  probes: Probes,
): readonly Sender[] {
  const { resources } = expectation;
  if (resources === undefined) return [];
  const own = shownNumbers(numberList(expectation, probes)?.entries ?? []);
  const sids = new Map(own.map(({ number, sid }) => [number, sid]));
  const services = resources.messagingServices.map(({ sid, sendsTo }) => {
    const list = sendersOf({ accountSid: expectation.account.sid, probes }, sid, 'PhoneNumbers');
    return { sid, sendsTo, numbers: list && shownNumbers(list) };
  });
  return [
    ...services.map(({ sid, sendsTo, numbers }) => ({
      name: sid,
      calls: false,
      messages: true,
      countries: sendsTo,
      numbers,
      serviceSid: sid,
    })),
    ...resources.phoneNumbers.map(({ number, capabilities, sendsTo }) => ({
      name: number,
      calls: capabilities.includes('voice'),
      messages: capabilities.includes('sms') || capabilities.includes('mms'),
      countries: sendsTo,
      numbers: [{ number, sid: sids.get(number) }],
      serviceSid: services.find(({ numbers }) => numbers?.some((one) => one.number === number))
        ?.sid,
    })),
  ];
}

const isLongCode = ({ number }: ShownNumber): boolean =>
  number.startsWith('+1') && !TOLL_FREE.test(number);

/** Its messages to these countries go out only under a campaign. */
export function needsCampaign({ messages, countries, numbers }: Sender): boolean {
  const mayBeLongCode = numbers === undefined || numbers.some(isLongCode);
  return messages && mayBeLongCode && countries.some((one) => NEEDS_CAMPAIGN.includes(one));
}
