import { Fn } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';

/** Makes a Route 53 health check below `scope` for a path of a function's address, and gives its id. */
export function createRoute53Check(
  scope: Construct,
  url: lambda.IFunctionUrl,
  path: string,
): string {
  const id = path === '/' ? 'Route53' : `Route53-${path.slice(1)}`;
  const check = new route53.CfnHealthCheck(scope, id, {
    healthCheckConfig: {
      type: 'HTTPS',
      // https://HOST/
      fullyQualifiedDomainName: Fn.select(2, Fn.split('/', url.url)),
      resourcePath: path,
      port: 443,
      enableSni: true,
      requestInterval: 30,
      failureThreshold: 3,
    },
  });
  return check.attrHealthCheckId;
}
