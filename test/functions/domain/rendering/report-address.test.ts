import { expect, it } from 'vitest';
import { reportLine } from '../../../../functions/domain/rendering/report-address.ts';

const REPORTS = { bucket: 'pages', prefix: 'reports/' };

it.each([
  ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/s3/'],
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/s3/'],
  ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/s3/'],
])('leads to the console of the partition of %s', (region, address) => {
  expect(reportLine('run-1', { region, runbookUrl: undefined, reports: REPORTS })).toContain(
    address,
  );
});

it.each([
  ['the console', { region: 'eu-west-1', reports: REPORTS }],
  ['the bucket, where the Region is not known', { region: undefined, reports: REPORTS }],
  ['nothing, where no page is kept', { region: 'eu-west-1' }],
  ['nothing, where nothing is known', undefined],
])('leads to %s', (_name, place) => {
  expect(reportLine('run-1', place && { runbookUrl: undefined, ...place })).toMatchSnapshot();
});
