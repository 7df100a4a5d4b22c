import { it } from 'vitest';
import { credentialKind } from '../../../../functions/domain/checks/credential-kind.ts';
import { ACCOUNTS } from '../accounts.ts';
import { parse } from '../credential/exposed.ts';
import {
  apiKey,
  authToken,
  expecting,
  keyEvidence,
  oauthClient,
  parsed,
  testPairEvidence,
  tokenEvidence,
  unreadEvidence,
} from '../evidence-builder.ts';
import { accountReply, DENIED, TEST_PAIR, unexpected } from '../twilio-replies.ts';
import { type CheckRow, expectJudgement } from './judged.ts';

const MALFORMED = parse({ accountSid: ACCOUNTS.production, authToken: 'x' }, 'api-key');

const ROWS: readonly CheckRow[] = [
  ['a declared API key', keyEvidence(), 'pass: it is an API key, as declared'],
  ['a declared Auth Token', tokenEvidence(), 'pass: it is an Auth Token, as declared'],
  [
    'a declared OAuth client',
    keyEvidence({ expectation: expecting({ kind: 'oauth-client' }), parse: parsed(oauthClient()) }),

    'pass: it is an OAuth client, as declared',
  ],
  ['declared test credentials', testPairEvidence(), 'pass: it is test credentials, as declared'],
  [
    'a live Auth Token where test credentials are declared',
    testPairEvidence({ probes: { 'own-account': accountReply(ACCOUNTS.production) } }),

    'fail: the configuration declares test credentials, the secret holds a live Auth Token',
  ],
  [
    'test credentials where an Auth Token is declared',
    tokenEvidence({ probes: { 'own-account': TEST_PAIR } }),

    'fail: the configuration declares an Auth Token, the secret holds test credentials',
  ],
  [
    'an Auth Token where an API key is declared',
    keyEvidence({ parse: parsed(authToken()) }),

    'fail: the configuration declares an API key, the secret holds an Auth Token',
  ],
  [
    'a malformed Auth Token where an API key is declared',
    keyEvidence({ parse: MALFORMED }),

    'fail: the secret holds an Auth Token',
  ],
  [
    'an API key where an Auth Token is declared',
    tokenEvidence({ parse: parsed(apiKey()) }),

    'fail: the secret holds an API key',
  ],
  ['a pair that Twilio rejects', tokenEvidence({ probes: { 'own-account': DENIED } }), 'pass: '],
  ['an outage', tokenEvidence({ probes: { 'own-account': unexpected(503) } }), 'pass: '],
  ['no answer at all', tokenEvidence({ probes: {} }), 'pass: '],
  ['an unread secret', unreadEvidence(), 'skipped: no credential was found'],
  ['no JSON', keyEvidence({ parse: parse([], 'api-key') }), 'skipped: no credential was found'],
  ['no fields', keyEvidence({ parse: parse({}, 'api-key') }), 'skipped: no credential was found'],
];

it.each(ROWS)('judges the kind of %s', (_name, evidence, expected) => {
  expectJudgement(credentialKind, evidence, expected);
});
