import { Artifact, Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import {
  CloudFormationCreateUpdateStackAction,
  S3SourceAction,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { FleetVerification } from '../../../infra/constructs/fleet-verification.ts';
import { FLEET_CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { templateOf, testStack } from '../synthesise.ts';

describe('the action of a fleet', () => {
  function pipelineWith(runOrder: number): FleetVerification {
    const configFile = writeConfiguration(FLEET_CONFIGURATION);
    const fleet = new FleetVerification(testStack('us-east-1'), 'Fleet', { configFile });
    const { stack } = fleet.stateMachine;
    const output = new Artifact();
    const source = new S3SourceAction({
      actionName: 'Source',
      bucket: new Bucket(stack, 'Sources') as IBucket,
      bucketKey: 'app.zip',
      output,
    });
    const deploy = new CloudFormationCreateUpdateStackAction({
      actionName: 'Deploy',
      stackName: 'App',
      templatePath: output.atPath('template.json'),
      adminPermissions: false,
      runOrder: 2,
    });
    new Pipeline(stack, 'Pipeline', {
      stages: [
        { stageName: 'Source', actions: [source] },
        { stageName: 'Deploy', actions: [fleet.action({ runOrder }), deploy] },
      ],
    });
    return fleet;
  }

  it('invokes the gate with the pipeline and its execution, and names no environment', () => {
    const stages = Object.values(
      templateOf(pipelineWith(1)).findResources('AWS::CodePipeline::Pipeline'),
    ).flatMap(({ Properties }) => Properties.Stages);
    const [gate] = stages[1].Actions;
    expect(gate.Name).toBe('TwilioGate');
    const parameters = JSON.stringify(gate.Configuration.UserParameters);
    expect(parameters).toContain('#{codepipeline.PipelineExecutionId}');
    expect(parameters).not.toContain('environment');
  });

  it('fails synth where a deploy does not come after it', () => {
    expect(() => templateOf(pipelineWith(2))).toThrow('runs at the same time as the gate');
  });
});
