import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { TwilioPreflightFleetStack } from '../../infra/twilio-preflight-fleet-stack.ts';
import { FLEET_CONFIGURATION, writeConfiguration } from './configuration-files.ts';
import { testApp } from './synthesise.ts';

describe('TwilioPreflightFleetStack', () => {
  function stackWith(members: object): TwilioPreflightFleetStack {
    const fleet = { ...FLEET_CONFIGURATION.fleet, members };
    const configFile = writeConfiguration({ ...FLEET_CONFIGURATION, fleet });
    return new TwilioPreflightFleetStack(testApp(), 'Test', { configFile });
  }

  it('has a template below 100 KB, whatever the number of members', () => {
    const text = JSON.stringify(
      Template.fromStack(stackWith({ s3: 's3://members-bucket/members.csv' })),
    );
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  });

  it.each(['GateFunctionName', 'FleetStateMachineArn', 'FleetBucketName', 'AlertTopicArn'])(
    'puts out %s',
    (name) => {
      const template = Template.fromStack(stackWith({ secretPrefix: 'tenants/' }));
      expect(Object.keys(template.findOutputs(name))).toEqual([name]);
    },
  );

  it.each([{ s3: 's3://members-bucket/members.csv' }, { secretPrefix: 'tenants/' }])(
    'has no finding of AwsSolutions without an accepted reason with %j',
    (members) => {
      const { root } = stackWith(members).node;
      const { violations } = new AwsSolutionsChecks(root).validateScope(root);
      expect(violations).toEqual([]);
    },
  );
});
