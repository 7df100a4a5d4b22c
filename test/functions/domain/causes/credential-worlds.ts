import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS, FOREIGN_SID } from '../accounts.ts';
import {
  authToken,
  expecting,
  KEY_SID,
  oauthClient,
  parsed,
  tokenEvidence,
} from '../evidence-builder.ts';
import { accountReply, DENIED, numbersPage, TEST_PAIR } from '../twilio-replies.ts';
import { keyMeets, tokenMeets, type World } from './world.ts';

const OWN = ACCOUNTS.production;
const PAGE = numbersPage(OWN);
const MAIN = expecting({ kind: 'api-key', keyType: 'main' });
const STANDARD = expecting({ kind: 'api-key', keyType: 'standard' });

export const CREDENTIAL_WORLDS: readonly World[] = [
  [
    'a deleted key',
    keyMeets({ 'phone-numbers': DENIED, 'own-account': DENIED }),
    'credential.rejected likely > account.suspended possible',
    `Twilio rejects API key ${KEY_SID} (20003): deleted, or a wrong secret`,
  ],
  [
    'a stale token',
    tokenMeets(DENIED),
    'credential.rejected likely > account.suspended possible',
    'Twilio rejects the Auth Token (20003): it is probably wrong, or rotated elsewhere',
  ],
  [
    'test credentials',
    tokenMeets(TEST_PAIR),
    'credential.test-credentials proven > credential.wrong-kind proven',
    'the secret holds Twilio test credentials (20008); they send no message, make no call',
  ],
  [
    'test credentials of their own account',
    tokenMeets(TEST_PAIR, { parse: parsed(authToken(FOREIGN_SID)) }),
    'credential.test-credentials proven > environment.wrong-account proven > credential.wrong-kind proven',
    'the secret holds Twilio test credentials (20008); they send no message, make no call',
  ],
  [
    'a token where a key is declared',
    tokenEvidence({ expectation: expecting({ kind: 'api-key' }) }),
    'credential.wrong-kind proven',
    'the configuration declares an API key, the secret holds an Auth Token',
  ],
  [
    'a Main key where Standard is declared',
    keyMeets(
      { 'phone-numbers': PAGE, 'own-account': accountReply(OWN) },
      { expectation: STANDARD },
    ),
    'credential.over-privileged proven',
    'expected a Standard key, found a Main key',
  ],
  [
    'a Standard key where Main is declared',
    keyMeets({ 'phone-numbers': PAGE, 'own-account': DENIED }, { expectation: MAIN }),
    'credential.insufficient-permission proven',
    'expected a Main key, found a Standard or Restricted key',
  ],
  [
    'an OAuth client',
    keyMeets(
      { 'access-token': { ...DENIED, isGrant: true } as TwilioReply },
      { expectation: expecting({ kind: 'oauth-client' }), parse: parsed(oauthClient()) },
    ),
    'credential.rejected likely > account.suspended possible',
    'Twilio gives the OAuth client no access token: deleted, or a wrong secret',
  ],
];
