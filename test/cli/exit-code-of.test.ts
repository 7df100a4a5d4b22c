import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../cli/exit-code-of.ts';
import { ALL_CAUSES } from '../../functions/domain/causes/all-causes.ts';
import type { EnvironmentReport } from '../../functions/domain/model/report.ts';
import {
  failing,
  passing,
  REJECTED,
  report,
  undecided,
} from '../functions/domain/rendering/reports.ts';

const WARNED = passing({ verdict: 'warn' });
const SHADOW = { mode: 'shadow', blocked: false } as const;

function failingBy(cause: string): EnvironmentReport {
  return failing({ diagnosis: { ...REJECTED, cause } });
}

describe('the exit code of a report', () => {
  it.each<
    [string, readonly EnvironmentReport[], { readonly code: number; readonly strict: number }]
  >([
    ['everything passes', [passing()], { code: 0, strict: 0 }],
    ['a warning', [passing(), WARNED], { code: 0, strict: 4 }],
    [
      'a warning in shadow mode',
      [passing(), { ...WARNED, mode: 'shadow' }],
      { code: 0, strict: 0 },
    ],
    ['a rejected credential', [passing(), failing()], { code: 1, strict: 1 }],
    ['a rejected credential in shadow mode', [failing(SHADOW)], { code: 0, strict: 0 }],
    ['a fault of the secret', [failingBy('credential.whitespace')], { code: 2, strict: 2 }],
    [
      'a fault of the secret in shadow mode',
      [{ ...failingBy('secret.not-json'), ...SHADOW }],
      { code: 0, strict: 0 },
    ],
    ['a denial by IAM', [failingBy('secret.access-denied')], { code: 1, strict: 1 }],
    [
      'two faults, one of them a rejection',
      [failingBy('secret.not-json'), failing()],
      { code: 1, strict: 1 },
    ],
    [
      'two faults the other way round',
      [failing(), failingBy('secret.not-json')],
      { code: 1, strict: 1 },
    ],
    ['a fail that has no diagnosis', [withoutDiagnosis(failing())], { code: 1, strict: 1 }],
    ['an outage', [passing(), undecided()], { code: 3, strict: 3 }],
    [
      'an outage where onInconclusive allows',
      [undecided({ blocked: false })],
      { code: 0, strict: 0 },
    ],
    ['an outage beside a rejection', [undecided(), failing()], { code: 1, strict: 1 }],
    [
      'an outage beside a fault of the secret',
      [undecided(), failingBy('secret.not-json')],
      { code: 2, strict: 2 },
    ],
    [
      'an outage beside a rejection in shadow mode',
      [failing(SHADOW), undecided()],
      { code: 3, strict: 3 },
    ],
    ['an outage beside a warning', [undecided(), WARNED], { code: 3, strict: 3 }],
    ['nothing at all', [], { code: 3, strict: 3 }],
  ])('%s', (_name, environments, expected) => {
    const judged = report(environments);
    const code = exitCodeOf(judged, { strict: false });
    const strict = exitCodeOf(judged, { strict: true });
    expect({ code, strict }).toEqual(expected);
  });

  it('is 1 or 2 for every cause of a blocked fail, never 0', () => {
    for (const { id: cause } of ALL_CAUSES) {
      expect([1, 2]).toContain(exitCodeOf(report([failingBy(cause)]), { strict: false }));
    }
  });
});

function withoutDiagnosis({ diagnosis: _dropped, ...rest }: EnvironmentReport): EnvironmentReport {
  return rest;
}
