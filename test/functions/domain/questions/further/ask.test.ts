import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../../functions/domain/model/evidence.ts';
import type { FollowUpOutcome } from '../../../../../functions/domain/model/follow-up.ts';
import type {
  TwilioQuestion,
  TwilioReply,
} from '../../../../../functions/domain/model/twilio-api.ts';
import type { FurtherPorts } from '../../../../../functions/domain/questions/further/further-question.ts';
import { furtherQuestionOf } from '../../../../../functions/domain/questions/further/further-questions.ts';
import { ACCOUNTS, FOREIGN_SID } from '../../accounts.ts';
import { KEY_SECRET, OTHER_TOKEN } from '../../credential/samples.ts';
import {
  apiKey,
  authToken,
  expecting,
  keyEvidence,
  oauthClient,
  parsed,
  tokenEvidence,
  unreadEvidence,
} from '../../evidence-builder.ts';
import {
  accountReply,
  DENIED,
  numbersPage,
  refusal,
  resource,
  unexpected,
} from '../../twilio-replies.ts';
import { fakeSecrets, type SecretAnswer } from '../../verification/fake-ports.ts';
import { named } from '../named.ts';

const OWN = ACCOUNTS.production;
const SECRET = 'production/twilio/credentials';
const KEY = keyEvidence();
const TOKEN = tokenEvidence();
const OTHER_KEY = {
  accountSid: OWN,
  apiKeySid: `SK${'3a'.repeat(14)}0f1b`,
  apiKeySecret: KEY_SECRET,
};
const OTHER_PAIR = { accountSid: OWN, authToken: OTHER_TOKEN };

interface Asked {
  readonly outcome: FollowUpOutcome;
  readonly questions: readonly TwilioQuestion[];
}

async function ask(
  label: string,
  evidence: Evidence,
  { reply = DENIED, secret }: { readonly reply?: TwilioReply; readonly secret?: SecretAnswer } = {},
): Promise<Asked> {
  const questions: TwilioQuestion[] = [];
  const { signal } = new AbortController();
  const ports: FurtherPorts = {
    secrets: fakeSecrets(secret === undefined ? {} : { [SECRET]: secret }),
    signal,
    ask: async (question) => {
      questions.push(question);
      return reply;
    },
  };
  return {
    outcome: await furtherQuestionOf(named(label)).ask(factsOf(evidence), ports),
    questions,
  };
}

describe('what is asked, and as whom', () => {
  const HELD_OTHER = { ...KEY, parse: parsed(apiKey(ACCOUNTS.staging)) };
  const TOKEN_OTHER = { ...TOKEN, parse: parsed(authToken(ACCOUNTS.staging)) };

  it.each<readonly [string, string, Evidence, string, string]>([
    ['whoami', 'a key', KEY, 'conversations us1', '/v1/Configuration'],
    ['region:ie1', 'a key', KEY, 'api ie1', `${OWN}/IncomingPhoneNumbers`],
    ['account-of:staging', 'a key', KEY, 'api us1', `${ACCOUNTS.staging}/IncomingPhoneNumbers`],
    ['other-sid', 'a key', HELD_OTHER, 'api us1', `${ACCOUNTS.staging}/IncomingPhoneNumbers`],
    ['region:au1', 'a token', TOKEN_OTHER, 'api au1', `Accounts/${ACCOUNTS.staging}.json`],
    ['account-of:staging', 'a token', TOKEN, 'api us1', `Accounts/${ACCOUNTS.staging}.json`],
    ['other-sid', 'a token', TOKEN_OTHER, 'api us1', `Accounts/${OWN}.json`],
    ['parent-account', 'a token', TOKEN, 'api us1', `Accounts/${ACCOUNTS.parent}.json`],
  ])('%s of %s', async (...[id, , evidence, where, path]) => {
    const { questions } = await ask(id, evidence);
    expect(questions.map(({ product, region }) => `${product} ${region}`)).toEqual([where]);
    expect(questions[0]?.path).toContain(path);
  });

  it('tries a token as the account that it is tried for', async () => {
    const { questions } = await ask('account-of:staging', TOKEN);
    expect(questions[0]?.credential.username).toBe(ACCOUNTS.staging);
  });

  it.each<readonly [string, string, Evidence]>([
    ['an unknown environment', 'account-of:nowhere', TOKEN],
    [
      'a parent that is not declared',
      'parent-account',
      {
        ...TOKEN,
        expectation: { ...TOKEN.expectation, account: { sid: OWN, shared: false } },
      },
    ],
  ])('tries the declared account for %s', async (_name, id, evidence) => {
    const { questions } = await ask(id, evidence);
    expect(questions[0]?.path).toContain(OWN);
  });

  it.each<readonly [string, string, Evidence, string]>([
    ['an unread secret', 'whoami', unreadEvidence(), 'nothing-to-try'],
    ['an unread secret', 'repaired', unreadEvidence(), 'nothing-to-try'],
  ])('asks nothing with %s', async (...[, id, evidence, kind]) => {
    const { outcome, questions } = await ask(id, evidence);
    expect([outcome.kind, questions.length]).toEqual([kind, 0]);
  });

  it.each(['whoami', 'repaired'])('asks an OAuth client for its token alone: %s', async (id) => {
    const { outcome, questions } = await ask(id, { ...KEY, parse: parsed(oauthClient()) });
    expect([outcome.kind, questions.length]).toEqual(['refused', 1]);
  });
});

describe('what an answer means', () => {
  const STAGING_PAGE = numbersPage(ACCOUNTS.staging);

  it.each<readonly [string, string, Evidence, TwilioReply, string]>([
    ['the expected page', 'account-of:staging', KEY, STAGING_PAGE, 'accepted'],
    ["another account's page", 'region:ie1', KEY, STAGING_PAGE, 'undecided'],
    ['the expected account', 'parent-account', TOKEN, accountReply(ACCOUNTS.parent), 'accepted'],
    ['another account', 'parent-account', TOKEN, accountReply(FOREIGN_SID), 'undecided'],
    ['an account SID', 'whoami', KEY, resource({ account_sid: FOREIGN_SID }), 'accepted'],
    ['no SID', 'whoami', KEY, resource({ account_sid: 7 }), 'undecided'],
    ['a SID of another form', 'whoami', KEY, resource({ account_sid: 'AC1' }), 'undecided'],
    ['a rejection', 'whoami', KEY, DENIED, 'refused'],
    ['an inactive account', 'region:ie1', TOKEN, refusal(401, 20005), 'refused'],
    ['a missing permission', 'whoami', KEY, refusal(403, 70051), 'undecided'],
    ['HTML', 'region:ie1', KEY, unexpected(200), 'undecided'],
  ])('%s', async (...[, id, evidence, reply, kind]) => {
    expect((await ask(id, evidence, { reply })).outcome).toMatchObject({ kind, reply });
  });
});

describe('another version', () => {
  const TEST: Evidence = { ...TOKEN, expectation: expecting({ kind: 'test' }) };
  const MAPPED: Evidence = {
    ...TOKEN,
    expectation: {
      ...TOKEN.expectation,
      secret: { id: SECRET, fields: { authToken: 'MY_TOKEN' } },
    },
  };
  const MALFORMED: Evidence = {
    ...TOKEN,
    parse: {
      outcome: 'missing-fields',
      nearestKind: 'auth-token',
      found: [],
      missing: [],
      unknownFieldCount: 0,
    },
  };
  const OAUTH: Evidence = {
    ...KEY,
    expectation: expecting({ kind: 'oauth-client' }),
    parse: parsed(oauthClient()),
  };

  it.each<readonly [string, Evidence, SecretAnswer, string]>([
    ['of a key', KEY, OTHER_KEY, 'refused'],
    ['of a token', TOKEN, OTHER_PAIR, 'refused'],
    ['of a test pair', TEST, OTHER_PAIR, 'refused'],
    ['under a name of its own', MAPPED, { accountSid: OWN, MY_TOKEN: OTHER_TOKEN }, 'refused'],
    ['beside a current one that holds none', MALFORMED, OTHER_PAIR, 'refused'],
    ['of another kind', KEY, OTHER_PAIR, 'nothing-to-try'],
    ['of no JSON', KEY, [], 'nothing-to-try'],
    [
      'that is the same',
      TOKEN,
      { accountSid: OWN, authToken: '9f3c1ab27e5d40866bfa2c91d07e4b35' },
      'nothing-to-try',
    ],
    [
      'of an OAuth client',
      OAUTH,
      {
        clientId: 'OQ7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQeU',
        clientSecret: 'kT4-vQ9_zB2xLm7RwYp0NcJd8HsGf3Ax',
      },
      'refused',
    ],
    [
      'that is not there',
      KEY,
      { outcome: 'failed', failure: 'no-such-version', message: '' },
      'nothing-to-try',
    ],
    [
      'that is denied',
      KEY,
      { outcome: 'failed', failure: 'access-denied', message: '' },
      'undecided',
    ],
  ])('%s', async (...[, evidence, secret, kind]) => {
    const { outcome, questions } = await ask('version:AWSPREVIOUS', evidence, { secret });
    expect(outcome.kind).toBe(kind);
    expect(questions.length).toBe(kind === 'refused' ? 1 : 0);
    if (kind === 'refused') expect(outcome).toMatchObject({ versionId: 'v-1' });
  });

  it('keeps its id where Twilio accepts it, and not where nothing was said', async () => {
    const good = await ask('version:AWSPREVIOUS', KEY, {
      secret: OTHER_KEY,
      reply: numbersPage(OWN),
    });
    expect(good.outcome).toMatchObject({ kind: 'accepted', versionId: 'v-1' });
    const silent = await ask('version:AWSPREVIOUS', KEY, {
      secret: OTHER_KEY,
      reply: unexpected(503),
    });
    expect(silent.outcome).toMatchObject({ kind: 'undecided' });
  });
});
