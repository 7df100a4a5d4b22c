import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { RunTable } from './run-table.ts';

/** What may be set on every function of this library. */
export interface VerifierFunctionProps {
  /** Path of `preflight.config.json`, relative to the app. Checked at synth, deployed with the code. */
  readonly configFile: string;
  /**
   * Where runs are kept. With it alerts are sent for changes only: once when an environment turns bad,
   * reminders, once when it is good again.
   * @default - nothing is kept, and each bad run is an alert
   */
  readonly history?: RunTable;
  /**
   * Where your team reads the runbook: each alert names the heading of its cause there.
   * @default 'docs/runbook.md'
   */
  readonly runbookUrl?: string;
  /**
   * Memory in MB, and with it the share of a CPU: less makes a start slower, not cheaper.
   * @default 512
   */
  readonly memorySize?: number;
  /**
   * How long logs are kept. They are the record of why a deployment was let through.
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;
  /**
   * What becomes of the logs when the stack is deleted.
   * @default RemovalPolicy.RETAIN
   */
  readonly logRemovalPolicy?: RemovalPolicy;
  /**
   * Grants secrets whose names begin so by one `PREFIX*`, in place of each by its name: for more
   * environments than a role's policies can name, see docs/limits.md. It also opens what is not declared.
   * @default - each declared secret, and no other
   */
  readonly secretPrefixes?: readonly string[];
  /**
   * A role of your own, for accounts where roles are made elsewhere. It gets the same permissions as
   * policies; a role that cannot be changed (imported with `mutable: false`) must hold them already.
   * Lambda must be allowed to assume it.
   * @default - a new role that holds what the configuration declares and no more
   */
  readonly role?: iam.IRole;
  /**
   * Permissions boundary of the new role.
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
  /**
   * Runs the function in a VPC, for secrets that only a VPC endpoint reaches. None is needed
   * otherwise. Its subnets must lead to the internet (`api.twilio.com`), by NAT for instance; without
   * that every run is inconclusive.
   * @default - no VPC
   */
  readonly vpc?: ec2.IVpc;
  /**
   * Subnets in the VPC.
   * @default - private subnets that lead to the internet
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /**
   * Security groups in the VPC. They must allow TCP 443 to anywhere: Twilio's addresses change.
   * @default - a new one that allows all outbound traffic
   */
  readonly securityGroups?: readonly ec2.ISecurityGroup[];
  /**
   * X-Ray tracing by Lambda: times and errors of invocations. Nothing of an event or an answer is
   * captured, since a pipeline's event carries credentials.
   * @default false
   */
  readonly tracing?: boolean;
  /**
   * Concurrency kept for this function, and its bound. Throttled pipeline jobs wait, up to 15 minutes:
   * leave room for every stage that may run at once, never 1 with parallel pipelines. 0 is refused: it
   * turns the function off.
   * @default - the account's unreserved concurrency
   */
  readonly reservedConcurrentExecutions?: number;
}

/** The characters of a secret's name; the end keeps `customers/` from being `customers-of-others` too. */
const SECRET_PREFIX = /^[A-Za-z0-9/_+=.@-]*\/$/;

/** Throws for props that cannot work together, and for those that turn the function off. */
export function refuseUnusable(props: VerifierFunctionProps): void {
  const { vpc, vpcSubnets, securityGroups, role, permissionsBoundary, secretPrefixes = [] } = props;
  if (vpc === undefined && (vpcSubnets !== undefined || securityGroups !== undefined)) {
    throw new Error(
      '"vpcSubnets" and "securityGroups" need "vpc": without it they have no effect.',
    );
  }
  if (role !== undefined && permissionsBoundary !== undefined) {
    throw new Error(
      'Give "role" or "permissionsBoundary": the boundary of a role of yours is set where it is made.',
    );
  }
  for (const prefix of secretPrefixes) {
    if (SECRET_PREFIX.test(prefix)) continue;
    throw new Error(
      `"secretPrefixes" has ${JSON.stringify(prefix)}: give the beginning of names, without a wildcard, to and with its "/": "customers/".`,
    );
  }
  if (props.reservedConcurrentExecutions === 0) {
    throw new Error(
      '"reservedConcurrentExecutions" is 0, which turns the function off: pipelines would wait 20 minutes and fail. Give 2 or more, or leave it out.',
    );
  }
}
