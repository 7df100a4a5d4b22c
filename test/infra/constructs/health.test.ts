import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { Health, type HealthProps } from '../../../infra/constructs/health.ts';
import { RunTable } from '../../../infra/constructs/run-table.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { templateOf, testStack } from '../synthesise.ts';

const OPEN = { authType: lambda.FunctionUrlAuthType.NONE };

function healthWith(props: Partial<HealthProps> = {}): Health {
  const stack = testStack('us-east-1');
  const history = new RunTable(stack, 'Runs');
  const configFile = writeConfiguration(CONFIGURATION);
  return new Health(stack, 'Health', { configFile, history, ...props });
}

describe('Health', () => {
  it('has an address that only IAM opens', () => {
    templateOf(healthWith()).hasResourceProperties('AWS::Lambda::Url', { AuthType: 'AWS_IAM' });
  });

  it('can be open to everybody', () => {
    templateOf(healthWith(OPEN)).hasResourceProperties('AWS::Lambda::Url', { AuthType: 'NONE' });
  });

  it('lets a grantee ask', () => {
    const health = healthWith();
    health.grantInvokeUrl(new iam.User(health.fn.stack, 'Monitor'));
    templateOf(health).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: 'lambda:InvokeFunctionUrl' })]),
      },
    });
  });

  it.each([
    { maxAge: undefined, seconds: '900' },
    { maxAge: Duration.hours(2), seconds: '7200' },
  ])('goes by verdicts of $seconds s', ({ maxAge, seconds }) => {
    const health = healthWith(maxAge === undefined ? {} : { maxAge });
    templateOf(health).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          PREFLIGHT_HEALTH_MAX_AGE_SECONDS: seconds,
          PREFLIGHT_RUNS_TABLE: Match.anyValue(),
        }),
      },
    });
  });

  it.each([Duration.seconds(59), Duration.days(2), Duration.millis(90_500)])(
    'refuses an age of %s',
    (maxAge) => {
      expect(() => healthWith({ maxAge })).toThrow('Give whole seconds, from 1 minute to 1 day');
    },
  );

  it('is a target of a load balancer, whose check asks for one environment', () => {
    const health = healthWith();
    const { stack } = health.fn;
    new elbv2.ApplicationTargetGroup(stack, 'Target', health.albTargetGroupProps('production'));
    templateOf(health).hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      TargetType: 'lambda',
      HealthCheckEnabled: true,
      HealthCheckPath: '/production',
      Matcher: { HttpCode: '200' },
    });
    expect(() => health.albTargetGroupProps('prod')).toThrow('Unknown environment: prod');
  });

  it('lets the load balancers of its own account ask, and of no other', () => {
    const health = healthWith();
    const { stack } = health.fn;
    new elbv2.ApplicationTargetGroup(stack, 'Target', health.albTargetGroupProps());
    templateOf(health).hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'elasticloadbalancing.amazonaws.com',
      SourceAccount: '123456789012',
    });
    templateOf(health).hasResource('AWS::ElasticLoadBalancingV2::TargetGroup', {
      DependsOn: [Match.stringLikeRegexp('^HealthFunction.*Invoke')],
    });
  });

  it('has a Route 53 check of its host, for all environments or for one', () => {
    const health = healthWith(OPEN);
    expect(health.addRoute53HealthCheck()).not.toBe(health.addRoute53HealthCheck('production'));
    const checks = Object.values(templateOf(health).findResources('AWS::Route53::HealthCheck'));
    const configs = checks.map(({ Properties }) => Properties.HealthCheckConfig);
    expect(configs.map(({ ResourcePath }) => ResourcePath)).toEqual(['/', '/production']);
    expect(JSON.stringify(configs[0].FullyQualifiedDomainName)).toContain('FunctionUrl');
  });

  it('refuses a Route 53 check of an address that only IAM opens', () => {
    expect(() => healthWith().addRoute53HealthCheck()).toThrow('Route 53 signs no requests');
  });

  it('has no finding of AwsSolutions without an accepted reason', () => {
    const { root } = healthWith().fn.stack.node;
    const { violations } = new AwsSolutionsChecks(root).validateScope(root);
    expect(violations).toEqual([]);
  });
});
