import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../../cli/diagnose/trace/hypotheses.ts';
import { type Trace, traceOf } from '../../../../cli/diagnose/trace/trace.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type {
  FollowUpOutcome,
  FollowUpRecord,
  SecretMetadata,
} from '../../../../functions/domain/model/follow-up.ts';
import { ACCOUNTS } from '../../../functions/domain/accounts.ts';
import { keyEvidence, tokenEvidence } from '../../../functions/domain/evidence-builder.ts';
import { named } from '../../../functions/domain/questions/named.ts';
import {
  accountReply,
  DENIED,
  noAnswer,
  numbersPage,
} from '../../../functions/domain/twilio-replies.ts';

const REFUSED: FollowUpOutcome = { kind: 'refused', reply: DENIED };
const STAGES = { AWSCURRENT: 'v-1', AWSPREVIOUS: 'v-0' };

function metadata(changes: Partial<SecretMetadata> = {}): FollowUpRecord {
  const found = { stages: STAGES, rotationEnabled: false, ...changes };
  return { question: { kind: 'secret-metadata' }, outcome: { kind: 'metadata', metadata: found } };
}

function acceptedAs(accountSid: string, versionId?: string): FollowUpOutcome {
  const version = versionId === undefined ? {} : { versionId };
  return { kind: 'accepted', accountSid, reply: numbersPage(accountSid), ...version };
}

/** Production's key is rejected, its account is known to be active, and this was asked. */
function rejected(...followUps: readonly FollowUpRecord[]): Evidence {
  return keyEvidence({
    auditor: { state: 'ready' },
    probes: {
      'phone-numbers': DENIED,
      'own-account': DENIED,
      'audited-account': accountReply(ACCOUNTS.production),
    },
    followUps,
  });
}

function further({ entries }: Trace): readonly string[] {
  return entries.filter(({ wave }) => wave === 'further').map(({ concluded }) => concluded);
}

describe('the trace of a passing environment', () => {
  it('has no further question and says that none was needed', () => {
    const trace = traceOf(keyEvidence());
    expect(further(trace)).toEqual([]);
    expect(trace.ended).toBe('It passes: nothing further had to be asked.');
  });
});

describe('what a further answer meant', () => {
  const OUTCOMES: readonly (readonly [string, string, FollowUpOutcome, string])[] = [
    ['no AWSPREVIOUS', 'version:AWSPREVIOUS', REFUSED, 'rules out credential.stale-version'],
    ['a refused AWSPENDING', 'version:AWSPENDING', REFUSED, 'rules out rotation.in-progress'],
    ['a refused moved version', 'version:AWSCURRENT', REFUSED, 'rules out rotation.in-progress'],
    ['a key of nobody', 'whoami', REFUSED, 'rules out environment.wrong-account'],
    ['no key of staging', 'account-of:staging', REFUSED, 'environment.wrong-account (staging)'],
    ['an account with colons', 'account-of:a:b', REFUSED, 'environment.wrong-account (a:b)'],
    ['another SID', 'other-sid', REFUSED, 'rules out environment.wrong-account'],
    ['the owner', 'parent-account', REFUSED, 'environment.wrong-account (the owner)'],
    ['another Region', 'region:ie1', REFUSED, 'rules out region.mismatch (ie1)'],
    ['a mended form', 'repaired', REFUSED, 'rules out that its form is all that is wrong'],
    [
      'nothing to try',
      'version:AWSPREVIOUS',
      { kind: 'nothing-to-try', reason: 'AWSPREVIOUS holds the same credential' },
      'rules out credential.stale-version',
    ],
    [
      'no answer',
      'whoami',
      { kind: 'undecided', reason: 'no answer from Twilio' },
      'settles nothing: environment.wrong-account or credential.request-refused stays open',
    ],
    [
      'an accepted AWSPREVIOUS',
      'version:AWSPREVIOUS',
      acceptedAs(ACCOUNTS.production, 'v-0'),
      'proves credential.stale-version; rules out credential.rejected',
    ],
  ];

  it.each(OUTCOMES)('%s', (...row) => {
    const [, label, outcome, concluded] = row;
    const entry = traceOf(rejected({ question: named(label), outcome })).entries.at(-1);
    expect(entry?.concluded).toContain(concluded);
    expect(entry?.why).toContain('open: credential.rejected (likely)');
  });

  it('is nothing by itself where metadata shows no rotation', () => {
    expect(further(traceOf(rejected(metadata())))).toEqual(['explains nothing by itself']);
  });

  it('makes a rotation likely where metadata shows a version on its way in', () => {
    const stages = { ...STAGES, AWSPENDING: 'v-2' };
    const trace = traceOf(rejected(metadata({ stages, rotationEnabled: true })));
    expect(further(trace).join()).toContain('rotation.in-progress');
  });

  it('says how sure every cause became, and which went', () => {
    const before = new Map([
      ['credential.rejected', 'likely'],
      ['account.suspended', 'possible'],
    ] as const);
    const after = new Map([
      ['credential.rejected', 'likely'],
      ['region.mismatch', 'possible'],
      ['rotation.in-progress', 'likely'],
      ['credential.stale-version', 'proven'],
    ] as const);
    expect(changesOf(before, after)).toEqual([
      'leaves region.mismatch possible',
      'makes rotation.in-progress likely',
      'proves credential.stale-version',
      'rules out account.suspended',
    ]);
  });

  it('is told with what was open before that answer, not after it', () => {
    const { entries } = traceOf(
      rejected(metadata(), {
        question: named('version:AWSPREVIOUS'),
        outcome: acceptedAs(ACCOUNTS.production, 'v-0'),
      }),
    );
    expect(entries.at(-1)?.why).not.toContain('stale-version (');
    expect(entries.at(-1)?.asked).toBe('does AWSPREVIOUS work');
  });
});

describe('why nothing more was asked', () => {
  const rows: readonly (readonly [string, Evidence, string])[] = [
    [
      'a cause is proven',
      rejected({
        question: named('version:AWSPREVIOUS'),
        outcome: acceptedAs(ACCOUNTS.production, 'v-0'),
      }),
      'A cause is proven: nothing further had to be asked.',
    ],
    [
      'the bounds were reached',
      rejected(metadata()),
      'There was more to ask, but 12 requests or 20 s are the most.',
    ],
    [
      'Twilio does not answer as it should',
      rejected({
        question: named('whoami'),
        outcome: { kind: 'undecided', reason: 'no answer', reply: noAnswer('timeout') },
      }),
      'There was more to ask, but Twilio does not answer as it should: further questions would meet the same.',
    ],
    [
      'nothing separates',
      tokenEvidence({ probes: { 'own-account': noAnswer('timeout') } }),
      'No further question would separate the causes that are left.',
    ],
  ];

  it.each(rows)('%s', (_name, evidence, ended) => {
    expect(traceOf(evidence).ended).toBe(ended);
  });
});
