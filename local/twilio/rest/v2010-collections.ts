import type { PhoneNumber } from '../world/resource.ts';
import { type Collection, ownedBy } from './collection.ts';
import { renderApplication } from './render-application.ts';
import { renderKey } from './render-key.ts';
import { renderPhoneNumber } from './render-phone-number.ts';

/** The collections of v2010 that answer here, by their segment of the path. */
export const V2010_COLLECTIONS: ReadonlyMap<string, Collection> = new Map<string, Collection>([
  [
    'IncomingPhoneNumbers',
    {
      element: 'IncomingPhoneNumber',
      key: 'incoming_phone_numbers',
      permission: '/twilio/api/incoming-phone-numbers',
      manages: false,
      list: ({ world, request }, accountSid) =>
        ownedBy(world.phoneNumbers, accountSid)
          .filter((number) => matchesFilter(number, request.query.get('PhoneNumber')))
          .map(renderPhoneNumber),
    },
  ],
  [
    'Applications',
    {
      element: 'Application',
      key: 'applications',
      permission: '/twilio/api/applications',
      manages: false,
      list: ({ world }, accountSid) =>
        ownedBy(world.applications, accountSid).map(renderApplication),
    },
  ],
  [
    'Keys',
    {
      element: 'Key',
      key: 'keys',
      permission: '/twilio/iam/api-keys',
      manages: true,
      list: ({ world, region }, accountSid) =>
        ownedBy(world.keys, accountSid)
          .filter((key) => key.region === region)
          .map(renderKey),
    },
  ],
]);

/** Twilio matches a part of the number; `*` stands for one digit, and `+` may be lost in the query. */
function matchesFilter(number: PhoneNumber, filter: string | null): boolean {
  const pattern = (filter ?? '').replace(/[^0-9*]/g, '').replaceAll('*', '[0-9]');
  return new RegExp(pattern).test(number.phoneNumber);
}
