import { describe, expect, it } from 'vitest';
import { environmentsOfSecret } from '../../../functions/configuration/environments-of-secret.ts';
import { configurationOf, exampleWith } from './example-configuration.ts';

const S = 'environments.staging.secret';
const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/twilio-AbCdEf';
const changed = { name: 'prod/twilio', arn: ARN };

function touched(secret: Readonly<Record<string, string>>, homeRegion?: string): readonly string[] {
  const changes = Object.entries(secret).map(([key, value]) => [`${S}.${key}`, value] as const);
  const configuration = configurationOf(exampleWith(Object.fromEntries(changes)));
  return environmentsOfSecret(configuration, changed, homeRegion).map(({ name }) => name);
}

describe('environmentsOfSecret', () => {
  it.each([
    { name: 'its name', secret: { id: 'prod/twilio' } },
    { name: 'its name and Region', secret: { id: 'prod/twilio', region: 'us-east-1' } },
    { name: 'its complete ARN', secret: { id: ARN } },
  ])('finds the environment that declares $name', ({ secret }) => {
    expect(touched(secret, 'us-east-1')).toEqual(['staging']);
  });

  it('finds an ARN without its last six characters where it looks complete', () => {
    const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:prod-twilio';
    const configuration = configurationOf(exampleWith({ [`${S}.id`]: arn }));
    const other = { name: 'prod-twilio', arn: `${arn}-AbCdEf` };
    const found = environmentsOfSecret(configuration, other, 'us-east-1');
    expect(found.map(({ name }) => name)).toEqual(['staging']);
  });

  it('finds a name where the own Region is not known', () => {
    expect(touched({ id: 'prod/twilio' })).toEqual(['staging']);
  });

  it.each([
    { name: 'another secret', secret: { id: 'prod/twilio-2' } },
    { name: 'the name in another Region', secret: { id: 'prod/twilio', region: 'eu-west-1' } },
    {
      name: 'an ARN in another account',
      secret: { id: ARN.replace('123456789012', '210987654321') },
    },
    { name: 'a longer name', secret: { id: `${ARN}-GhIjKl` } },
  ])('does not take $name for it', ({ secret }) => {
    expect(touched(secret, 'us-east-1')).toEqual([]);
  });

  it('does not take a name of the own Region for one of another', () => {
    expect(touched({ id: 'prod/twilio' }, 'eu-west-1')).toEqual([]);
  });

  it("finds every environment where the auditor's secret changed", () => {
    const configuration = configurationOf(exampleWith({ 'auditor.secret.id': 'prod/twilio' }));
    const found = environmentsOfSecret(configuration, changed, 'us-east-1');
    expect(found).toEqual(configuration.environments);
  });
});
