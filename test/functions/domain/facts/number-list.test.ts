import { expect, it } from 'vitest';
import { numberList } from '../../../../functions/domain/facts/number-list.ts';
import { NUMBER, numbers, pageOf, URI } from '../resource-evidence.ts';

it.each([
  ['a member that Twilio does not put there', '?Page=1&Evil=1'],
  ['nothing after its sign', '?Page=1&'],
  ['markup', '?Page=<script>'],
  ['a value beyond 80 characters', `?Page=${'1'.repeat(81)}`],
])('a next page is not asked for by an address with %s', (_name, query) => {
  const first = pageOf([], `${URI}${query}`);
  const list = numberList(numbers(NUMBER), { 'phone-numbers': first });
  expect(list?.open).toEqual({ reply: first });
});
