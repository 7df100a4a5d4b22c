import { type Collection, ownedBy } from './collection.ts';
import { renderKey } from './render-key.ts';
import { renderMessagingService, renderVerifyService } from './render-service.ts';

/** `messaging.twilio.com/v1/Services` */
export const MESSAGING_SERVICES: Collection = {
  element: 'Service',
  key: 'services',
  permission: '/twilio/messaging/services',
  manages: false,
  list: ({ world }, accountSid) =>
    ownedBy(world.messagingServices, accountSid).map(renderMessagingService),
};

/** `verify.twilio.com/v2/Services` */
export const VERIFY_SERVICES: Collection = {
  element: 'Service',
  key: 'services',
  permission: '/twilio/verify/service',
  manages: false,
  list: ({ world }, accountSid) =>
    ownedBy(world.verifyServices, accountSid).map(renderVerifyService),
};

/** `iam.twilio.com/v1/Keys`: the keys of the Region that is asked; a list of them shows no policy. */
export const IAM_KEYS: Collection = {
  element: 'Key',
  key: 'keys',
  permission: '/twilio/iam/api-keys',
  manages: true,
  list: ({ world, region }, accountSid) =>
    ownedBy(world.keys, accountSid)
      .filter((key) => key.region === region)
      .map(renderKey),
};
