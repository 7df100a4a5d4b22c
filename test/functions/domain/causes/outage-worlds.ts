import { ACCOUNTS } from '../accounts.ts';
import { KEY_SID, keyEvidence } from '../evidence-builder.ts';
import {
  DENIED,
  NO_PROFILE,
  noAnswer,
  numbersPage,
  refusal,
  resource,
  unexpected,
} from '../twilio-replies.ts';
import { keyMeets, tokenMeets, type World } from './world.ts';

const READY = { state: 'ready' } as const;

const REALM = 'Endpoint is not supported in realm ie1';
const PAGE = numbersPage(ACCOUNTS.production);
const UNJUDGED = 'the credential was not judged';
const UNAUDITED = { auditor: READY } as const;

export const OUTAGE_WORLDS: readonly World[] = [
  [
    'a Restricted key',
    keyMeets({ 'phone-numbers': refusal(403, 70051) }),
    'credential.insufficient-permission likely',
    'Twilio says that a permission is missing (70051); the credential may work',
  ],
  [
    'a rate limit',
    keyMeets({ 'phone-numbers': refusal(429, 20429) }),
    'twilio.rate-limited proven',
    `Twilio is rate limiting the account (429); ${UNJUDGED}`,
  ],
  [
    'server errors',
    keyMeets({ 'phone-numbers': unexpected(503) }),
    'twilio.unavailable proven',
    `Twilio is down: it answers with server errors; ${UNJUDGED}`,
  ],
  [
    '20003 in a 500',
    keyMeets({ 'phone-numbers': refusal(500, 20003) }),
    'twilio.unavailable proven',
    `Twilio is down: it answers with server errors; ${UNJUDGED}`,
  ],
  [
    'a time-out',
    tokenMeets(noAnswer('timeout')),
    'twilio.unavailable likely',
    `Twilio gave no answer in time; ${UNJUDGED}`,
  ],
  [
    'no route',
    tokenMeets(noAnswer('name-not-resolved')),
    'network.unreachable likely',
    `Twilio could not be reached over the network; ${UNJUDGED}`,
  ],
  [
    'a firewall',
    tokenMeets(unexpected(403)),
    'twilio.unexpected-response likely',
    `HTTP 403 with an HTML page (text/html, 512 bytes), not Twilio's answer; ${UNJUDGED}`,
  ],
  [
    'an empty object',
    tokenMeets(resource({})),
    'twilio.unexpected-response likely',
    `Twilio answered HTTP 200 with JSON that is not the expected resource; ${UNJUDGED}`,
  ],
  [
    'an account that is not found',
    tokenMeets(refusal(404, 20404, 'The requested resource /2010-04-01/… was not found')),
    'twilio.unexpected-response likely',
    `Twilio does not find the declared account (20404); ${UNJUDGED}`,
  ],
  [
    "an error of Twilio's own, with another code",
    tokenMeets(refusal(400, 20001, REALM)),
    'twilio.unexpected-response likely',
    `Twilio answered HTTP 400, code 20001 "${REALM}"; ${UNJUDGED}`,
  ],
  [
    'a 20404 about something else than the account',
    keyMeets({ 'phone-numbers': refusal(404, 20404, REALM) }),
    'twilio.unexpected-response likely',
    `Twilio answered HTTP 404, code 20404 "${REALM}"; ${UNJUDGED}`,
  ],
  [
    'a refusing code with a status of its own',
    tokenMeets(refusal(400, 20003, 'x')),
    'twilio.unexpected-response likely',
    `Twilio answered HTTP 400, code 20003 "x"; ${UNJUDGED}`,
  ],
  [
    'an error without a text',
    tokenMeets(refusal(400, 20001, '')),
    'twilio.unexpected-response likely',
    `Twilio answered HTTP 400, code 20001; ${UNJUDGED}`,
  ],
  [
    'an outage of the account probe alone',
    keyMeets({ 'phone-numbers': PAGE, 'own-account': unexpected(503) }),
    'twilio.unavailable proven',
    'Twilio is down: it answers with server errors; the account was not judged',
  ],
  [
    'an account that Twilio does not show for its profile',
    keyMeets({ 'phone-numbers': PAGE, 'own-account': NO_PROFILE }),
    'credential.request-refused proven',
    'Twilio accepts the key and refuses one request (20003): "Primary compliance profile is not approved"',
  ],
  [
    'a rate-limited auditor',
    keyMeets({ 'phone-numbers': PAGE, 'audited-account': refusal(429, 20429) }, UNAUDITED),
    'twilio.rate-limited proven',
    'Twilio is rate limiting the account (429); the account was not judged',
  ],
  [
    'a rejected auditor',
    keyMeets({ 'phone-numbers': PAGE, 'audited-account': DENIED }, UNAUDITED),
    'credential.insufficient-permission possible',
    'the auditor credential cannot read the account: Twilio answered HTTP 401, code 20003 "Authenticate"',
  ],
  [
    'an auditor that does not own it',
    keyMeets({ 'phone-numbers': PAGE, 'audited-account': refusal(404, 20404, 'x') }, UNAUDITED),
    'credential.insufficient-permission possible',
    'the auditor credential cannot read the account: Twilio answered HTTP 404, code 20404 "x"',
  ],
  [
    'an unusable auditor',
    keyEvidence({
      auditor: { state: 'unusable', reason: 'its secret could not be read (not-found)' },
    }),
    'credential.insufficient-permission possible',
    'the auditor credential cannot read the account: its secret could not be read (not-found)',
  ],
  [
    'an auditor whose secret AWS could not give',
    keyEvidence({
      auditor: {
        state: 'unusable',
        reason: 'its secret could not be read (unavailable)',
        failure: 'unavailable',
      },
    }),
    'aws.unavailable likely',
    'Secrets Manager gave no usable answer for the auditor; the account was not judged',
  ],
  [
    'a probe that was never sent',
    keyMeets({}),
    'twilio.unexpected-response possible',
    `could not verify it: API key ${KEY_SID} was not tried: Twilio was not asked`,
  ],
];
