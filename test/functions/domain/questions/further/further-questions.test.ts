import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../../functions/domain/model/evidence.ts';
import type { FollowUpRecord } from '../../../../../functions/domain/model/follow-up.ts';
import { openQuestions } from '../../../../../functions/domain/questions/further/describe-follow-up.ts';
import {
  furtherQuestionOf,
  nextQuestion,
} from '../../../../../functions/domain/questions/further/further-questions.ts';
import { ACCOUNTS, FOREIGN_SID } from '../../accounts.ts';
import {
  apiKey,
  authToken,
  expecting,
  keyEvidence,
  PRODUCTION,
  parsed,
  tokenEvidence,
  unreadEvidence,
} from '../../evidence-builder.ts';
import { accountReply, DENIED, refusal, TEST_PAIR, unexpected } from '../../twilio-replies.ts';
import { labelOf } from '../named.ts';
import { accepted, metadata, nothingToTry, refused, undecided, unheard } from '../records.ts';

const KEY: Evidence = keyEvidence({ probes: { 'phone-numbers': DENIED, 'own-account': DENIED } });
const TOKEN: Evidence = tokenEvidence({ probes: { 'own-account': DENIED } });
const OTHER_SID: Evidence = { ...KEY, parse: parsed(apiKey(ACCOUNTS.staging)) };
const COMMON: Evidence = {
  ...KEY,
  otherEnvironments: [{ name: 'staging', outcome: 'compared', common: ['key'] }],
};
const COPY: Evidence = {
  ...OTHER_SID,
  otherEnvironments: [
    { name: 'staging', outcome: 'compared', common: ['account', 'secret value'] },
  ],
};
const SUSPENDED: Evidence = {
  ...KEY,
  probes: {
    ...KEY.probes,
    'audited-account': accountReply(ACCOUNTS.production, { status: 'suspended' }),
  },
};
const PENDING: Evidence = {
  ...KEY,
  secret: { outcome: 'read', versionStage: 'AWSPENDING', versionId: 'v-2' },
};
const ALL_REFUSED = [
  metadata(),
  refused('whoami'),
  refused('region:ie1'),
  refused('region:au1'),
  refused('account-of:development'),
] as const;

const having = (evidence: Evidence, ...followUps: readonly FollowUpRecord[]): Evidence => ({
  ...evidence,
  followUps,
});

const stages = (more: object) => metadata({ stages: { AWSCURRENT: 'v-1', ...more } });

function nextLabel(evidence: Evidence): string | undefined {
  const question = nextQuestion(factsOf(evidence));
  return question === undefined ? undefined : labelOf(question.id);
}

/** No secret in us-east-1; staging's is declared to be in this Region. */
function declaringRegions(region: string): Evidence {
  const { declared, ...evidence } = unreadEvidence({ secretRegion: 'us-east-1' });
  const { secret, ...staging } = PRODUCTION;
  const credential = { ...staging, secret: { ...secret, region } };
  return {
    ...evidence,
    declared: declared.map((one) => (one.name === 'staging' ? { ...one, credential } : one)),
  };
}

type Row = readonly [name: string, evidence: Evidence, next: string | undefined];

const NOTHING_ASKED: readonly Row[] = [
  ['no secret where no Region is declared', unreadEvidence(), undefined],
  ['no secret where only its own Region is declared', declaringRegions('us-east-1'), undefined],
  ['a key that works', keyEvidence(), undefined],
  ['a token that works', tokenEvidence(), undefined],
  ['an outage', keyEvidence({ probes: { 'phone-numbers': unexpected(503) } }), undefined],
  [
    'an inactive account',
    tokenEvidence({ probes: { 'own-account': refusal(401, 20005) } }),
    undefined,
  ],
  ['a test pair', tokenEvidence({ probes: { 'own-account': TEST_PAIR } }), undefined],
  ['a suspended account that the auditor sees', SUSPENDED, undefined],
  ['a copy of another secret', COPY, undefined],
  ['the very account to whoami', having(KEY, metadata(), accepted('whoami')), undefined],
  ['an answer that explains it', having(KEY, accepted('region:ie1')), undefined],
  ['trouble with the last question', having(KEY, metadata(), unheard('whoami')), undefined],
];

const ASKED: readonly Row[] = [
  ['no secret where another Region is declared', declaringRegions('eu-west-1'), 'secret-region'],
  ['a rejected key', KEY, 'secret-metadata'],
  ['a SID that is not the declared one', OTHER_SID, 'other-sid'],
  ["a value that staging's secret holds too", COMMON, 'account-of:staging'],
  ['a version that is not in use', PENDING, 'whoami'],
  ['metadata without other versions', having(KEY, metadata()), 'whoami'],
  ['metadata that was denied', having(KEY, undecided('secret-metadata')), 'version:AWSPENDING'],
  [
    'a moved AWSCURRENT',
    having(KEY, metadata({ stages: { AWSCURRENT: 'v-2' } })),
    'version:AWSCURRENT',
  ],
  [
    'a pending version of its own',
    having(KEY, stages({ AWSPENDING: 'v-2' })),
    'version:AWSPENDING',
  ],
  [
    'a pending version that is the current one',
    having(KEY, stages({ AWSPENDING: 'v-1' })),
    'whoami',
  ],
  ['a previous version', having(KEY, stages({ AWSPREVIOUS: 'v-0' })), 'version:AWSPREVIOUS'],
  [
    "a previous version that is another account's",
    having(KEY, stages({ AWSPREVIOUS: 'v-0' }), accepted('version:AWSPREVIOUS', FOREIGN_SID)),
    'whoami',
  ],
  ['an odd answer to whoami', having(KEY, metadata(), undecided('whoami')), 'region:ie1'],
  ['a rejected token', having(TOKEN, metadata()), 'parent-account'],
  [
    'a token of a top-level account',
    having(
      {
        ...TOKEN,
        expectation: expecting({ kind: 'auth-token' }, { parentSid: ACCOUNTS.production }),
      },
      metadata(),
    ),
    'whoami',
  ],
  [
    'a rejected token of ie1',
    having(
      { ...TOKEN, expectation: { ...TOKEN.expectation, twilioRegion: 'ie1' } },
      metadata(),
      nothingToTry('parent-account'),
      refused('whoami'),
    ),
    'region:us1',
  ],
  ['the end of the Regions', having(KEY, ...ALL_REFUSED.slice(0, 4)), 'account-of:development'],
  ['the end of all', having(KEY, ...ALL_REFUSED, refused('account-of:staging')), undefined],
];

describe('the next question', () => {
  it.each(NOTHING_ASKED)('is none after %s', (_name, evidence, next) => {
    expect(nextLabel(evidence)).toBe(next);
  });

  it.each(ASKED)('after %s', (_name, evidence, next) => {
    expect(nextLabel(evidence)).toBe(next);
  });

  it('is of the declared account also for a token beside another SID', () => {
    const evidence = { ...TOKEN, parse: parsed(authToken(FOREIGN_SID)) };
    expect(nextLabel(evidence)).toBe('other-sid');
  });
});

describe('a question that the table does not have', () => {
  it('is a defect', () => {
    expect(() => furtherQuestionOf({ kind: 'nonsense' })).toThrow('nonsense');
  });
});

describe('what stays open', () => {
  it('is what could not be asked and what was not, in words', () => {
    expect(openQuestions(factsOf(having(KEY, metadata(), unheard('whoami'))))).toEqual([
      'which account does the credential belong to: could not be asked: trouble',
      "not asked: does it work in Twilio Region ie1; does it work in Twilio Region au1; is it of development's account; is it of staging's account",
    ]);
  });

  it('names a few accounts of many', () => {
    const declared = Array.from({ length: 20 }, (_, index) => ({
      name: `tenant-${index}`,
      accountSid: `${FOREIGN_SID.slice(0, 32)}${index + 10}`,
    }));
    const evidence = having({ ...KEY, declared }, ...ALL_REFUSED.slice(0, 4));
    expect(openQuestions(factsOf(evidence)).join()).toMatch(/tenant-4's account and 15 more$/);
  });

  it('is nothing once a cause is proven', () => {
    expect(openQuestions(factsOf(having(KEY, accepted('region:ie1'))))).toEqual([]);
  });
});
