import { expect, it } from 'vitest';
import { fleetConfiguration } from '../../../bench/world/fleet-configuration.ts';
import { parseConfiguration } from '../../../functions/configuration/parse-configuration.ts';

it.each([1, 10, 50])('is a valid configuration of %i environments', (count) => {
  const parse = parseConfiguration(fleetConfiguration(count));

  expect(parse.ok && parse.configuration.environments.length).toBe(count);
});
