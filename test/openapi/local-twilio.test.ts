import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addApplication,
  addMessagingService,
  addPhoneNumber,
  addVerifyService,
} from '../../local/twilio/world/resources.ts';
import { changeSending } from '../../local/twilio/world/sending.ts';
import { DEFAULT_TELEPHONY, placedNow } from '../../local/twilio/world/telephony.ts';
import { ask } from '../local/twilio/ask.ts';
import {
  type CredentialName,
  type PopulatedTwilio,
  startPopulatedTwilio,
} from '../local/twilio/populated-world.ts';
import { readDocument, responseCheck } from './response-check.ts';

let populated: PopulatedTwilio;
/** Values for the placeholders of the documents' paths. */
let values: Readonly<Record<string, string>>;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
  const { world } = populated.twilio;
  const accountSid = populated.child.sid;
  const number = addPhoneNumber(world, { accountSid, phoneNumber: '+18005550100' }).sid;
  const service = addMessagingService(world, { accountSid }).sid;
  const brand = `BN${'b'.repeat(32)}`;
  changeSending(world, accountSid, {
    senders: { [service]: [number] },
    campaigns: { [service]: [{ status: 'VERIFIED', brandSid: brand, mock: false }] },
    brands: { [brand]: 'APPROVED' },
    tollfree: { [number]: 'TWILIO_APPROVED' },
  });
  values = {
    Brand: brand,
    AccountSid: accountSid,
    Number: addPhoneNumber(world, { accountSid, phoneNumber: '+15551230001' }).sid,
    Application: addApplication(world, { accountSid }).sid,
    MessagingService: service,
    VerifyService: addVerifyService(world, { accountSid }).sid,
    StandardKey: populated.credentials['child standard key'][0],
    Call: placed('call', accountSid),
    Message: placed('message', accountSid),
    RestrictedKey: populated.credentials['child restricted key'][0],
  };
});
afterAll(() => populated.twilio.close());

/** A call or a message that has ended. */
function placed(kind: 'call' | 'message', accountSid: string): string {
  const { world } = populated.twilio;
  const one = placedNow({
    kind,
    accountSid,
    to: '+15551239999',
    from: '+15551230001',
    messagingServiceSid: null,
    text: '<Response/>',
    createdAtMs: Date.now(),
    telephony: { ...DEFAULT_TELEPHONY, call: 'failed', errorCode: 13227, stepMs: 0 },
  });
  world.placed.set(one.sid, one);
  return one.sid;
}

const V2010 = '/2010-04-01/Accounts';
const OWNED = `${V2010}/{AccountSid}`;

interface Row {
  readonly document: string;
  readonly path: string;
  /** Which of `values` stands for `{Sid}`. */
  readonly sid?: string;
  readonly as?: CredentialName;
  readonly query?: string;
}

it.each<[string, Row]>([
  [
    'an account by its own token',
    { document: 'api_v2010', path: `${V2010}/{Sid}.json`, sid: 'AccountSid' },
  ],
  [
    'a subaccount by its parent',
    { document: 'api_v2010', path: `${V2010}/{Sid}.json`, sid: 'AccountSid', as: 'parent token' },
  ],
  [
    "a subaccount by its parent's key",
    {
      document: 'api_v2010',
      path: `${V2010}/{Sid}.json`,
      sid: 'AccountSid',
      as: 'parent main key',
    },
  ],
  ['accounts', { document: 'api_v2010', path: `${V2010}.json`, as: 'parent token' }],
  [
    'a page of accounts',
    {
      document: 'api_v2010',
      path: `${V2010}.json`,
      as: 'parent token',
      query: '?PageSize=1&Page=1',
    },
  ],
  ['numbers', { document: 'api_v2010', path: `${OWNED}/IncomingPhoneNumbers.json` }],
  [
    'a page of numbers',
    { document: 'api_v2010', path: `${OWNED}/IncomingPhoneNumbers.json`, query: '?PageSize=1' },
  ],
  [
    'no numbers',
    {
      document: 'api_v2010',
      path: `${OWNED}/IncomingPhoneNumbers.json`,
      query: '?PhoneNumber=999999',
    },
  ],
  [
    'a number',
    { document: 'api_v2010', path: `${OWNED}/IncomingPhoneNumbers/{Sid}.json`, sid: 'Number' },
  ],
  ['applications', { document: 'api_v2010', path: `${OWNED}/Applications.json` }],
  [
    'an application',
    { document: 'api_v2010', path: `${OWNED}/Applications/{Sid}.json`, sid: 'Application' },
  ],
  ['keys', { document: 'api_v2010', path: `${OWNED}/Keys.json` }],
  ['a key', { document: 'api_v2010', path: `${OWNED}/Keys/{Sid}.json`, sid: 'StandardKey' }],
  ['calls', { document: 'api_v2010', path: `${OWNED}/Calls.json` }],
  ['a call', { document: 'api_v2010', path: `${OWNED}/Calls/{Sid}.json`, sid: 'Call' }],
  [
    "a call's notifications",
    {
      document: 'api_v2010',
      path: `${OWNED}/Calls/{CallSid}/Notifications.json`,
      sid: 'Call',
    },
  ],
  [
    "a call's events",
    { document: 'api_v2010', path: `${OWNED}/Calls/{CallSid}/Events.json`, sid: 'Call' },
  ],
  ['messages', { document: 'api_v2010', path: `${OWNED}/Messages.json` }],
  ['a message', { document: 'api_v2010', path: `${OWNED}/Messages/{Sid}.json`, sid: 'Message' }],
  ['messaging services', { document: 'messaging_v1', path: '/v1/Services', query: '?PageSize=1' }],
  [
    'a messaging service',
    { document: 'messaging_v1', path: '/v1/Services/{Sid}', sid: 'MessagingService' },
  ],
  ['verify services', { document: 'verify_v2', path: '/v2/Services' }],
  ['a verify service', { document: 'verify_v2', path: '/v2/Services/{Sid}', sid: 'VerifyService' }],
  ['IAM keys', { document: 'iam_v1', path: '/v1/Keys', query: '?AccountSid={AccountSid}' }],
  ['an IAM key', { document: 'iam_v1', path: '/v1/Keys/{Sid}', sid: 'StandardKey' }],
  ['a Restricted IAM key', { document: 'iam_v1', path: '/v1/Keys/{Sid}', sid: 'RestrictedKey' }],
  ...['PhoneNumbers', 'ShortCodes', 'AlphaSenders'].map((list): [string, Row] => [
    `senders of a messaging service: ${list}`,
    { document: 'messaging_v1', path: `/v1/Services/{ServiceSid}/${list}` },
  ]),
  [
    'senders of a messaging service: ChannelSenders',
    { document: 'messaging_v1', path: '/v1/Services/{MessagingServiceSid}/ChannelSenders' },
  ],
  [
    'campaigns of a messaging service',
    {
      document: 'messaging_v1',
      path: '/v1/Services/{MessagingServiceSid}/Compliance/Usa2p',
    },
  ],
  ['a brand', { document: 'messaging_v1', path: '/v1/a2p/BrandRegistrations/{Sid}', sid: 'Brand' }],
  ['toll-free verifications', { document: 'messaging_v1', path: '/v1/Tollfree/Verifications' }],
  [
    'dialing permissions of a country',
    { document: 'voice_v1', path: '/v1/DialingPermissions/Countries/{IsoCode}' },
  ],
  [
    'compliance profiles',
    { document: 'trusthub_v1', path: '/v1/CustomerProfiles', as: 'parent token' },
  ],
  [
    'the price of a call to a number',
    {
      document: 'pricing_v2',
      path: '/v2/Voice/Numbers/{DestinationNumber}',
      query: '?OriginationNumber=%2B15551230001',
    },
  ],
  ['conversations configuration', { document: 'conversations_v1', path: '/v1/Configuration' }],
  ['voice insights settings', { document: 'insights_v1', path: '/v1/Voice/Settings' }],
])("%s: the body is as Twilio's document says", async (_, row) => {
  const document = readDocument(row.document);
  const [product = ''] = row.document.split('_');
  const filled = `${row.path}${row.query ?? ''}`
    .replace('{AccountSid}', values['AccountSid'] ?? '')
    .replace(/\{(?:Call)?Sid\}/, values[row.sid ?? ''] ?? '')
    .replace(/\{(?:Messaging)?ServiceSid\}/, values['MessagingService'] ?? '')
    .replace('{DestinationNumber}', '+15551239999')
    .replace('{IsoCode}', 'US');
  const answer = await ask(populated.twilio, filled, {
    host: `${product}.twilio.com`,
    as: populated.credentials[row.as ?? 'child token'],
  });
  expect(answer.status).toBe(200);
  expect(responseCheck(document, row.path)(answer.body)).toEqual([]);
});
