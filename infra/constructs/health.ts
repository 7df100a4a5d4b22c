import { Duration, Stack, Token } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import {
  ENVIRONMENT_VARIABLES,
  HEALTH_MAX_AGE_SECONDS,
  HEALTH_TIMEOUT_SECONDS,
} from '../../functions/contract.ts';
import {
  type LoadedConfiguration,
  loadConfiguration,
} from '../configuration/load-configuration.ts';
import { alertTopicOf } from './alert-topic-of.ts';
import { createRoute53Check } from './health/create-route53-check.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';
import type { RunTable } from './run-table.ts';
import { sizePolicies } from './secret-access.ts';
import { createVerifierFunction } from './verifier-function.ts';
import type { VerifierFunctionProps } from './verifier-function-props.ts';

/** How the health function answers, and whom. */
export interface HealthProps extends VerifierFunctionProps {
  /** The table that the gate and the watch keep their runs in: health goes by what they found. */
  readonly history: RunTable;
  /**
   * Where alerts go, of verifications that it makes itself; in the function's own Region.
   * @default - a new topic with the subscribers that the configuration names under `alerts`
   */
  readonly alertTopic?: sns.ITopic;
  /**
   * A younger verdict is the answer, and within so long one verification begins at most. Longer than the
   * watch's period, it never verifies by itself and answers at once, as Route 53 wants it.
   * From 1 minute to 1 day, in whole seconds.
   * @default Duration.minutes(15)
   */
  readonly maxAge?: Duration;
  /**
   * Who may ask. With `NONE`, every caller who finds the address gets a status and a time, and no SID.
   * @default lambda.FunctionUrlAuthType.AWS_IAM
   */
  readonly authType?: lambda.FunctionUrlAuthType;
}

/**
 * A function with an address of its own that answers load balancers and uptime monitors with 200 or 503
 * and `application/health+json`: `/` for all environments, `/NAME` for one.
 * Throws `ConfigurationFileError`, and for an age out of bounds.
 */
export class Health extends Construct {
  readonly fn: lambda.IFunction;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;
  /** `https://….lambda-url.REGION.on.aws/` */
  readonly url: lambda.IFunctionUrl;
  private readonly loaded: LoadedConfiguration;
  private readonly authType: lambda.FunctionUrlAuthType;

  constructor(scope: Construct, id: string, props: HealthProps) {
    super(scope, id);
    this.loaded = loadConfiguration(props.configFile);
    sizePolicies(this, this.loaded.configuration);
    this.authType = props.authType ?? lambda.FunctionUrlAuthType.AWS_IAM;
    const { fn, watched } = createVerifierFunction(this, props, {
      name: 'health',
      description: 'Tells load balancers whether the Twilio credentials work',
      roleDescription: 'Reads runs and the declared Twilio secrets, publishes alerts',
      timeoutSeconds: HEALTH_TIMEOUT_SECONDS,
      alertTopic: props.alertTopic ?? alertTopicOf(this, this.loaded.configuration),
      environment: {
        [ENVIRONMENT_VARIABLES.healthMaxAgeSeconds]: String(maxAgeSeconds(props.maxAge)),
      },
    });
    this.fn = fn;
    this.watched = watched;
    this.url = fn.addFunctionUrl({ authType: this.authType });
  }

  /** Lets `grantee` ask by the function's address. */
  grantInvokeUrl(grantee: iam.IGrantable): iam.Grant {
    return this.fn.grantInvokeUrl(grantee);
  }

  /**
   * A target for an Application Load Balancer that asks this function, with the matching health check:
   * `new elbv2.ApplicationTargetGroup(this, 'Health', health.albTargetGroupProps('production'))`.
   */
  albTargetGroupProps(environment?: string): elbv2.ApplicationTargetGroupProps {
    return {
      targetType: elbv2.TargetType.LAMBDA,
      targets: [this.albTarget()],
      healthCheck: {
        enabled: true,
        path: this.pathOf(environment),
        healthyHttpCodes: '200',
        interval: Duration.seconds(60),
        timeout: Duration.seconds(HEALTH_TIMEOUT_SECONDS),
      },
    };
  }

  /**
   * A Route 53 health check of this address. Route 53 signs nothing, so the address must be open
   * (`authType: NONE`), and it waits some seconds only: give a `maxAge` longer than the watch's period.
   * Throws for an address that only IAM opens.
   */
  addRoute53HealthCheck(environment?: string): string {
    if (this.authType !== lambda.FunctionUrlAuthType.NONE) {
      throw new Error(
        'Route 53 signs no requests, and this address takes only signed ones. Make Health with authType: FunctionUrlAuthType.NONE.',
      );
    }
    return createRoute53Check(this, this.url, this.pathOf(environment));
  }

  /**
   * The CDK's own target lets the load balancers of every AWS account invoke the function; this one those
   * of the function's. Not one target group alone: the group depends on the permission.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
   */
  private albTarget(): elbv2.IApplicationLoadBalancerTarget {
    return {
      attachToApplicationTargetGroup: (targetGroup) => {
        const loadBalancers = new iam.ServicePrincipal('elasticloadbalancing.amazonaws.com', {
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
        });
        this.fn.grantInvoke(loadBalancers).applyBefore(targetGroup);
        return {
          targetType: elbv2.TargetType.LAMBDA,
          targetJson: { id: this.fn.functionArn },
        };
      },
    };
  }

  private pathOf(environment: string | undefined): string {
    if (environment === undefined) return '/';
    const selection = selectEnvironments(this.loaded.configuration, [environment]);
    if (!selection.ok) throw new Error(selection.message);
    return `/${environment}`;
  }
}

const DAY_SECONDS = 86_400;

function maxAgeSeconds(maxAge: Duration = Duration.seconds(HEALTH_MAX_AGE_SECONDS)): number {
  const seconds = maxAge.toSeconds({ integral: false });
  if (Token.isUnresolved(seconds)) return seconds;
  if (Number.isInteger(seconds) && seconds >= 60 && seconds <= DAY_SECONDS) return seconds;
  throw new Error(
    `"maxAge" is ${maxAge.toHumanString()}. Give whole seconds, from 1 minute to 1 day.`,
  );
}
