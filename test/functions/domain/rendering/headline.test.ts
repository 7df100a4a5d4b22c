import { expect, it } from 'vitest';
import { headline, summaryText } from '../../../../functions/domain/rendering/headline.ts';
import { check, failing, OUTAGE, REJECTED, REJECTED_CHECK, undecided } from './reports.ts';

it("shows the diagnosis' own summary, with the environment's name exactly once", () => {
  expect(headline(undecided())).toBe(OUTAGE.summary);
  expect(summaryText(undecided())).toBe(OUTAGE.summary.slice('production: '.length));
});

it('puts the name before a summary that does not begin with it', () => {
  const diagnosis = { ...REJECTED, summary: 'the key was deleted' };
  expect(headline(failing({ diagnosis }))).toBe('production: the key was deleted');
});

const { diagnosis: _none, ...undiagnosed } = failing();

it.each([
  [
    'the check that gave the verdict',
    [check({ id: 'secret.shape', status: 'warn' }), REJECTED_CHECK],
    'credential.accepted: Twilio answered 401 with code 20003',
  ],
  [
    'else any check that did not pass',
    [check({ id: 'secret.shape', status: 'warn' })],
    'secret.shape: as declared',
  ],
  ['else the bare verdict', [check({ id: 'secret.shape' })], 'verdict fail, no diagnosis'],
])('without a diagnosis names %s', (_name, checks, text) => {
  expect(summaryText({ ...undiagnosed, checks })).toBe(text);
});
