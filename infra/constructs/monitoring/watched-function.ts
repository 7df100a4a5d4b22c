import type { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';

/** A function to watch. */
export interface WatchedFunction {
  /** What people call it, and part of its alarms' ids: `gate`. */
  readonly name: string;
  readonly fn: lambda.IFunction;
  /** Its time limit. */
  readonly timeout: Duration;
  /** Where it logs. Alarms link there. */
  readonly logGroup: logs.ILogGroup;
}
