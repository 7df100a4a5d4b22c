import { describe, expect, it } from 'vitest';
import { ALL_CAUSES } from '../../../../functions/domain/causes/all-causes.ts';
import { diagnose } from '../../../../functions/domain/causes/diagnose.ts';
import { HELP } from '../../../../functions/domain/causes/help-urls.ts';
import { unexplained } from '../../../../functions/domain/causes/unexplained.ts';
import { environmentWrongAccount } from '../../../../functions/domain/causes/wrong-account.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { RemediationStep } from '../../../../functions/domain/model/report.ts';
import { keyEvidence, oauthClient, parsed, unreadEvidence } from '../evidence-builder.ts';
import { check } from '../rendering/reports.ts';
import { ACCOUNT_WORLDS } from './account-worlds.ts';
import { CREDENTIAL_WORLDS } from './credential-worlds.ts';
import { diagnosed, ranking } from './diagnosed.ts';
import { OUTAGE_WORLDS } from './outage-worlds.ts';
import { SECRET_WORLDS } from './secret-worlds.ts';
import type { World } from './world.ts';

const WORLDS: readonly World[] = [
  ...SECRET_WORLDS,
  ...ACCOUNT_WORLDS,
  ...CREDENTIAL_WORLDS,
  ...OUTAGE_WORLDS,
];

const rows = WORLDS.map(([name, evidence, ranked, summary]) => ({
  name,
  evidence,
  ranked,
  summary,
}));

describe('the cause of', () => {
  it.each(rows)('$name', ({ evidence, ranked, summary }) => {
    const diagnosis = diagnosed(evidence);
    expect(ranking(diagnosis)).toBe(ranked);
    expect(diagnosis.summary).toBe(`production: ${summary}`);
  });
});

describe('what is written', () => {
  const texts = rows.flatMap(({ name, evidence }) => {
    const { summary, evidence: seen, remediation } = diagnosed(evidence);
    return [summary, ...seen, ...remediation.map(({ text }) => text)].map((text) => ({
      name,
      text,
    }));
  });

  it('is one plain line each, without values that are not there', () => {
    const odd = texts.filter(({ text }) => /\n|undefined\b|null|\[object|\s\s|^\s|\s$/.test(text));
    expect(odd).toEqual([]);
  });

  it('tells what to do in sentences, and ends with checking again', () => {
    for (const { evidence } of rows) {
      const steps: readonly RemediationStep[] = diagnosed(evidence).remediation;
      expect(steps.filter(({ text }) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
    }
  });

  it('has only pages of AWS and Twilio to read', () => {
    for (const url of Object.values(HELP)) {
      expect(url).toMatch(
        /^https:\/\/(?:docs\.aws\.amazon|health\.aws\.amazon|www\.twilio|status\.twilio)\.com/,
      );
    }
  });
});

it('says that nobody could tell where every check that was open has no words for it', () => {
  const { cause, summary, evidence } = diagnose({ facts: factsOf(keyEvidence()), checks: [] });
  expect([cause, summary, evidence]).toEqual([
    'twilio.unexpected-response',
    'production: could not verify it: no live check passed',
    [],
  ]);
});

it('names what failed where no cause has words for it, not what was odd before', () => {
  const odd = { id: 'a', title: 'a', tier: 'offline', message: 'odd', durationMs: 0 } as const;
  const checks = [
    { ...odd, status: 'warn' },
    { ...odd, status: 'inconclusive', message: 'open' },
    { ...odd, status: 'fail', message: 'wrong' },
  ] as const;
  const facts = factsOf(keyEvidence());
  const summaries = [checks, checks.slice(0, 2)].map(
    (some) => unexplained({ facts, checks: some, evidence: facts.evidence }).finding.summary,
  );
  expect(summaries).toEqual(['wrong', 'could not verify it: open']);
});

it('gives one failure type to all entries of one cause', () => {
  const types = new Map(ALL_CAUSES.map(({ id, failureType }) => [id, failureType]));
  for (const { id, failureType } of ALL_CAUSES)
    expect([id, failureType]).toEqual([id, types.get(id)]);
});

describe('a failed identity without an Account SID to name', () => {
  const failed = {
    ...check({ id: 'account.identity', status: 'fail' }),
    expected: 'a',
    found: 'b',
  };

  it.each([
    ['of an OAuth client', keyEvidence({ parse: parsed(oauthClient()) })],
    ['of a secret that was not read', unreadEvidence()],
  ])('is no accusation of another environment: %s', (_name, evidence) => {
    const finding = environmentWrongAccount.diagnose({
      evidence,
      facts: factsOf(evidence),
      checks: [failed],
    });
    expect(finding?.confidence).toBe('likely');
    expect(finding?.summary).not.toMatch(/development|staging|undefined/);
  });
});
