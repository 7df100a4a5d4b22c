import { expect, it } from 'vitest';
import { reportLine } from '../../../../functions/domain/rendering/report-address.ts';

const REPORTS = { bucket: 'pages', prefix: 'reports/' };

it.each([
  ['the console', { region: 'eu-west-1', reports: REPORTS }],
  ['the bucket, where the Region is not known', { region: undefined, reports: REPORTS }],
  ['nothing, where no page is kept', { region: 'eu-west-1' }],
  ['nothing, where nothing is known', undefined],
])('leads to %s', (_name, place) => {
  expect(reportLine('run-1', place && { runbookUrl: undefined, ...place })).toMatchSnapshot();
});
