import { describe, expect, it } from 'vitest';
import { accountIdentity } from '../../../../functions/domain/checks/account-identity.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import { currentVersion } from '../../../../functions/domain/facts/secret-facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { FollowUpRecord } from '../../../../functions/domain/model/follow-up.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { describeFollowUp } from '../../../../functions/domain/questions/further/describe-follow-up.ts';
import { ACCOUNTS, FOREIGN_SID } from '../accounts.ts';
import { diagnosed, ranking } from '../causes/diagnosed.ts';
import { TOKEN as TOKEN_VALUE } from '../credential/samples.ts';
import { keyEvidence, tokenEvidence, unreadEvidence } from '../evidence-builder.ts';
import { accepted, metadata, nothingToTry, refused, undecided } from '../questions/records.ts';
import { accountReply, DENIED, refusal } from '../twilio-replies.ts';

const KEY: Evidence = keyEvidence({ probes: { 'phone-numbers': DENIED, 'own-account': DENIED } });
const SEEN: Evidence = {
  ...KEY,
  probes: { ...KEY.probes, 'audited-account': accountReply(ACCOUNTS.production) },
};
const READS_ONLY: Evidence = keyEvidence({
  probes: { 'phone-numbers': DENIED, 'own-account': accountReply(ACCOUNTS.production) },
});
const MALFORMED: Evidence = tokenEvidence({
  probes: {},
  otherEnvironments: [],
  parse: {
    outcome: 'malformed',
    kind: 'auth-token',
    issues: [
      {
        field: 'authToken',
        jsonField: 'authToken',
        fault: 'whitespace',
        severity: 'fail',
        message: 'a space behind it',
      },
    ],
    sids: { accountSid: ACCOUNTS.production },
    values: {
      accountSid: new Redacted<string>(ACCOUNTS.production),
      authToken: new Redacted(`${TOKEN_VALUE} `),
    },
  },
});
const ROTATING = metadata({
  rotationEnabled: true,
  stages: { AWSCURRENT: 'v-1', AWSPENDING: 'v-2' },
});

const having = (evidence: Evidence, ...followUps: readonly FollowUpRecord[]): Evidence => ({
  ...evidence,
  followUps,
});

const REJECTED = 'credential.rejected likely > account.suspended possible';

describe('what the answers make of a rejection:', () => {
  it.each<readonly [string, Evidence, string]>([
    ['nothing was asked', KEY, REJECTED],
    ['another Region', having(KEY, accepted('region:ie1')), 'region.mismatch proven'],
    [
      'the version before',
      having(KEY, accepted('version:AWSPREVIOUS')),
      'credential.stale-version proven',
    ],
    [
      'the version before, as another account',
      having(KEY, accepted('version:AWSPREVIOUS', FOREIGN_SID)),
      REJECTED,
    ],
    [
      'the version to come',
      having(KEY, accepted('version:AWSPENDING')),
      'rotation.in-progress proven',
    ],
    [
      'a moved AWSCURRENT',
      having(KEY, accepted('version:AWSCURRENT')),
      'rotation.in-progress proven',
    ],
    [
      'a rotation that is open',
      having(KEY, ROTATING, undecided('version:AWSPENDING')),
      'rotation.in-progress likely > credential.rejected possible',
    ],
    ['a rotation that failed', having(KEY, ROTATING, refused('version:AWSPENDING')), REJECTED],
    [
      'a rotation to the value that is in use',
      having(KEY, ROTATING, {
        question: { kind: 'version', subject: 'AWSPENDING' },
        outcome: { kind: 'nothing-to-try', reason: 'the same', isSame: true },
      }),
      REJECTED,
    ],
    [
      'a rotation that began more than a day ago',
      having(
        KEY,
        metadata({
          rotationEnabled: true,
          lastChangedAt: '2026-11-20T03:00:00.000Z',
          stages: { AWSCURRENT: 'v-1', AWSPENDING: 'v-2' },
        }),
      ),
      REJECTED,
    ],
    [
      "a rotation to another account's value",
      having(KEY, ROTATING, accepted('version:AWSPENDING', FOREIGN_SID)),
      REJECTED,
    ],
    [
      'a rotation that is off',
      having(KEY, metadata({ stages: { AWSCURRENT: 'v-1', AWSPENDING: 'v-2' } })),
      REJECTED,
    ],
    [
      'a rotation that has ended',
      having(
        KEY,
        metadata({ rotationEnabled: true, stages: { AWSCURRENT: 'v-1', AWSPENDING: 'v-1' } }),
      ),
      REJECTED,
    ],
    ['the very account', having(SEEN, accepted('whoami')), 'credential.request-refused proven'],
    [
      'the very account, of a key that reads it too',
      having(READS_ONLY, accepted('whoami')),
      'credential.request-refused proven',
    ],
    [
      'another account',
      having(KEY, accepted('whoami', FOREIGN_SID)),
      'environment.wrong-account proven',
    ],
    [
      'a key that only reads the account, of the parent',
      having(READS_ONLY, accepted('whoami', ACCOUNTS.parent)),
      'environment.wrong-account proven',
    ],
    [
      'a key that only reads the account, of nobody known',
      having(READS_ONLY, undecided('whoami')),
      'environment.wrong-account likely',
    ],
    ['a mended form', having(MALFORMED, accepted('repaired')), 'credential.whitespace proven'],
    [
      'a form that is not all',
      having(MALFORMED, refused('repaired')),
      'credential.whitespace likely > credential.rejected possible',
    ],
    [
      'a mended form in a suspended account',
      having(MALFORMED, {
        question: { kind: 'repaired' },
        outcome: { kind: 'refused', reply: refusal(401, 20005) },
      }),
      'credential.whitespace likely',
    ],
    [
      "a mended form of another account's",
      having(MALFORMED, accepted('repaired', FOREIGN_SID)),
      'environment.wrong-account proven > credential.whitespace likely',
    ],
  ])('%s', (_name, evidence, expected) => {
    expect(ranking(diagnosed(evidence)).replace(/ > credential\.over-privileged.*/, '')).toBe(
      expected,
    );
  });

  it('names the account that a key is of, where it only reads this one', () => {
    const { message } = accountIdentity.judge(
      factsOf(having(READS_ONLY, accepted('whoami', ACCOUNTS.staging))),
    );
    expect(message).toContain('the account of staging');
  });
});

describe('a question and its answer in words', () => {
  it.each<readonly [FollowUpRecord, string]>([
    [refused('version:AWSPENDING'), 'does AWSPENDING work: no: GET'],
    [
      accepted('whoami', FOREIGN_SID),
      `which account does the credential belong to: yes, as account ${FOREIGN_SID}`,
    ],
    [nothingToTry('version:AWSPREVIOUS'), 'does AWSPREVIOUS work: there is nothing'],
    [undecided('region:au1'), 'does it work in Twilio Region au1: could not be asked'],
    [refused('other-sid'), 'does it work with the other Account SID: no'],
    [refused('parent-account'), "is it the owner's Auth Token: no"],
    [refused('account-of:blue:green'), "is it of blue:green's account: no"],
    [
      metadata({ rotationEnabled: true, managedType: 'TwilioApiKey', lastChangedAt: '2026-11-22' }),
      'stages AWSCURRENT, rotation on, managed type TwilioApiKey, last changed 2026-11-22',
    ],
    [metadata(), 'what do the versions of the secret say: stages AWSCURRENT, rotation off'],
  ])('%#', (record, text) => {
    expect(describeFollowUp(record)).toContain(text);
  });
});

it('the current version has no id where the secret could not be read', () => {
  expect([currentVersion(KEY), currentVersion(unreadEvidence())]).toEqual(['v-1', '']);
});

it('a version that is judged before it is promoted waits for no other', () => {
  const secret = { outcome: 'read', versionStage: 'AWSPENDING', versionId: 'v-2' } as const;
  const evidence = having({ ...KEY, secret }, ROTATING);
  expect(ranking(diagnosed(evidence))).toBe(REJECTED);
});

it('quotes nothing of a refusal without a text', () => {
  const probes = { ...SEEN.probes, 'phone-numbers': refusal(401, 20003, '') };
  const evidence = having({ ...SEEN, probes }, accepted('whoami'));
  expect(diagnosed(evidence).summary).toBe(
    'production: Twilio accepts the key and refuses one request (20003)',
  );
});
