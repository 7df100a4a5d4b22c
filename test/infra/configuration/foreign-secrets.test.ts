import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../../infra/configuration/load-configuration.ts';
import { loadDeployable } from '../../../infra/configuration/load-deployable.ts';
import { configurationWith, environment, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';

const FOREIGN = 'arn:aws:secretsmanager:eu-west-1:210987654321:secret:twilio-AbCdEf';
const kmsKeyArn = 'arn:aws:kms:eu-west-1:210987654321:key/11111111-2222-3333-4444-555555555555';
const roleArn = 'arn:aws:iam::210987654321:role/twilio-reader';

describe('the secrets of other AWS accounts', () => {
  it.each([
    { name: 'a name', secret: { id: 'twilio' } },
    {
      name: 'an ARN of the own account',
      secret: { id: FOREIGN.replace('210987654321', '123456789012') },
    },
    { name: 'a complete ARN and its key', secret: { id: FOREIGN, kmsKeyArn } },
    { name: 'a role in that account', secret: { id: FOREIGN, roleArn } },
  ])('are readable by $name', ({ secret }) => {
    const file = writeConfiguration(configurationWith(secret));
    expect(loadDeployable(file, testStack('us-east-1'))).toEqual(loadConfiguration(file));
  });

  it.each([
    {
      name: 'its key is missing',
      secret: { id: FOREIGN },
      path: 'environments.staging.secret.kmsKeyArn',
      says: "AWS's own key cannot be used from there",
    },
    {
      name: 'its ARN is not complete',
      secret: { id: FOREIGN.slice(0, -7), kmsKeyArn },
      path: 'environments.staging.secret.id',
      says: 'give the name or the complete ARN',
    },
  ])('are refused where $name', ({ secret, path, says }) => {
    const file = writeConfiguration(configurationWith(secret));
    const load = (): unknown => loadDeployable(file, testStack('us-east-1'));
    expect(load).toThrow(`${file}: The configuration has 1 problem.\n\n${path}`);
    expect(load).toThrow(says);
  });

  it("are refused for the auditor's secret too", () => {
    const own = environment('AC217072093cc9fec95faf7f0adf6a8d49', { id: 'staging' });
    const auditor = { secret: { id: FOREIGN } };
    const file = writeConfiguration({ environments: { staging: own }, auditor });
    expect(() => loadDeployable(file, testStack('us-east-1'))).toThrow('auditor.secret.kmsKeyArn');
  });

  it('are let through where the account is known at deploy only', () => {
    const file = writeConfiguration(configurationWith({ id: FOREIGN }));
    expect(() => loadDeployable(file, new Stack(new App(), 'Anywhere'))).not.toThrow();
  });
});

describe('an ARN that looks complete', () => {
  const warningsOf = (id: string): readonly string[] => {
    const stack = testStack('us-east-1');
    const file = writeConfiguration(configurationWith({ id, roleArn }));
    loadDeployable(file, stack);
    loadDeployable(file, stack);
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    return warnings.map(({ entry }) => String(entry.data));
  };

  it.each(['twilio', 'Twilio', 'TWILIO', '202611'])(
    'and ends like a name is a warning, once: %s',
    (end) => {
      const [warning = '', ...others] = warningsOf(FOREIGN.replace('AbCdEf', end));
      expect(warning).toContain(
        `it ends in "${end}". If this is the end of the name, give the name`,
      );
      expect(others).toEqual([]);
    },
  );

  it.each(['AbCdEf', 'a1B2c3', 'tw1lio'])('and ends as AWS makes it is none: %s', (end) => {
    expect(warningsOf(FOREIGN.replace('AbCdEf', end))).toEqual([]);
  });
});
