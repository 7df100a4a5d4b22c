import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { AlertTopic } from './alert-topic.ts';
import { PipelineGate } from './pipeline-gate.ts';

/** One file for everything, and what may be set on the parts. */
export interface TwilioPreflightProps {
  /** Path of `preflight.config.json`, relative to the app. */
  readonly configFile: string;
  /**
   * Memory of the gate function in MB.
   * @default 512
   */
  readonly memorySize?: number;
  /**
   * How long logs are kept.
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;
}

/**
 * Everything that the configuration asks for: the gate, and the topic that its alerts go to.
 * Throws `ConfigurationFileError` when the configuration is not valid.
 */
export class TwilioPreflight extends Construct {
  readonly gate: PipelineGate;
  readonly alerts: AlertTopic;

  constructor(scope: Construct, id: string, props: TwilioPreflightProps) {
    super(scope, id);
    const { alerts } = loadConfiguration(props.configFile).configuration;
    this.alerts = new AlertTopic(this, 'Alerts', alerts);
    this.gate = new PipelineGate(this, 'Gate', { ...props, alertTopic: this.alerts.topic });
  }
}
