import { expect, it } from 'vitest';
import { regionOf } from '../../../../functions/adapters/aws/region-of.ts';

it.each([
  ['a secret’s ARN', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:n-AbCdEf', 'eu-west-1'],
  ['an ARN of another partition', 'arn:aws-cn:sns:cn-north-1:123456789012:t', 'cn-north-1'],
  ['an ARN without a Region', 'arn:aws:iam::123456789012:role/r', undefined],
  ['a name', 'production/twilio/credentials', undefined],
  ['a name with colons', 'a:b:c:d:e', undefined],
])('finds the Region of %s', (_what, id, region) => {
  expect(regionOf(id)).toBe(region);
});
