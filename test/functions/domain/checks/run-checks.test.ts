import { expect, it } from 'vitest';
import { ALL_CHECKS } from '../../../../functions/domain/checks/all-checks.ts';
import { runChecks } from '../../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { CheckReport, Verdict } from '../../../../functions/domain/model/report.ts';
import { verdictOf } from '../../../../functions/domain/model/verdict.ts';
import { keyEvidence, testPairEvidence, tokenEvidence } from '../evidence-builder.ts';
import { check } from '../rendering/reports.ts';

it('lists every check once', () => {
  expect(new Set(ALL_CHECKS.map(({ id }) => id)).size).toBe(ALL_CHECKS.length);
});

it('runs every check of a gate once, offline first', () => {
  const reports = runChecks(factsOf(keyEvidence()));
  const own = ALL_CHECKS.filter(({ tier }) => tier === 'offline' || tier === 'live');
  expect(reports.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
  expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
  const tiers = reports.map(({ tier }) => tier);
  expect(tiers.lastIndexOf('offline')).toBeLessThan(tiers.indexOf('live'));
});

it('tells the time of answers, and 0 where nothing was asked', () => {
  const times = new Map(
    runChecks(factsOf(keyEvidence())).map(({ id, durationMs }) => [id, durationMs]),
  );
  expect(times.get('credential.accepted')).toBe(120);
  expect(times.get('secret.shape')).toBe(0);
});

it.each([
  ['an API key', keyEvidence()],
  ['an Auth Token', tokenEvidence()],
  ['test credentials', testPairEvidence()],
])('finds nothing against a good environment with %s', (_name, evidence) => {
  expect(verdictOf(runChecks(factsOf(evidence)))).toBe('pass');
});

const live = (status: CheckReport['status']) => check({ id: 'credential.accepted', status });
const audit = (status: CheckReport['status']) => check({ id: 'key.age', tier: 'audit', status });
const offline = (status: CheckReport['status']) =>
  check({ id: 'secret.shape', tier: 'offline', status });

it.each<readonly [string, readonly CheckReport[], Verdict]>([
  ['a live pass', [offline('pass'), live('pass')], 'pass'],
  ['a live pass beside skipped checks', [offline('skipped'), live('pass')], 'pass'],
  ['a warning', [offline('warn'), live('pass')], 'warn'],
  ['something inconclusive', [live('inconclusive'), live('pass'), offline('warn')], 'inconclusive'],
  ['one fail among passes', [live('pass'), live('inconclusive'), offline('fail')], 'fail'],
  ['offline passes alone', [offline('pass'), live('skipped')], 'inconclusive'],
  ['a warning without a live pass', [offline('warn'), live('skipped')], 'inconclusive'],
  ['a fail without a live pass', [offline('fail'), live('skipped')], 'fail'],
  ['a key audit, which has no live check', [audit('pass'), audit('skipped')], 'pass'],
  ['a key audit that judged nothing', [audit('skipped')], 'inconclusive'],
  ['nothing at all', [], 'inconclusive'],
])('gives the verdict of %s', (_name, checks, verdict) => {
  expect(verdictOf(checks)).toBe(verdict);
});
