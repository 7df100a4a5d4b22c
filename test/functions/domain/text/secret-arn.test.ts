import { expect, it } from 'vitest';
import { mayBePartialArn, otherArn } from '../../../../functions/domain/text/secret-arn.ts';

const ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:';

it.each([
  [`${ARN}prod-twilio`, true],
  [`${ARN}prod-Twilio`, true],
  [`${ARN}prod-TWILIO`, true],
  [`${ARN}twilio-202611`, true],
  [`${ARN}prod-twilio-AbCdEf`, false],
  [`${ARN}prod-twilio-a1b2c3`, false],
  [`${ARN}twilio-tokens`, true],
  ['prod-twilio', false],
])('sees whether the end of %s may be that of a name: %s', (id, expected) => {
  expect(mayBePartialArn(id)).toBe(expected);
});

it.each([
  ['an ARN that is not its own', `${ARN}prod-twilio`, `${ARN}prod-twilio-AbCdEf`, true],
  ['its own ARN', `${ARN}prod-AbCdEf`, `${ARN}prod-AbCdEf`, false],
  ['a name', 'prod', `${ARN}prod-AbCdEf`, false],
  ['an ARN, of a file that has none', `${ARN}prod-AbCdEf`, undefined, false],
])('compares what is declared with the answer: %s', (...[, declared, answered, isOther]) => {
  expect(otherArn(declared, answered)).toBe(isOther ? answered : undefined);
});
