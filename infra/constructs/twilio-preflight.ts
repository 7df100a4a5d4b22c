import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { AlertTopic } from './alert-topic.ts';
import { GateFunction } from './gate-function.ts';
import { KeyAudit } from './key-audit.ts';

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
 * Everything that the configuration asks for: the gate, the topic that its alerts go to, and the key
 * audit where an auditor is declared.
 * Throws `ConfigurationFileError` when the configuration is not valid.
 */
export class TwilioPreflight extends Construct {
  readonly gate: GateFunction;
  readonly alerts: AlertTopic;
  /** Absent where no auditor is declared. */
  readonly audit?: KeyAudit;

  constructor(scope: Construct, id: string, props: TwilioPreflightProps) {
    super(scope, id);
    const { alerts, auditor } = loadConfiguration(props.configFile).configuration;
    this.alerts = new AlertTopic(this, 'Alerts', alerts);
    const alertTopic = this.alerts.topic;
    this.gate = new GateFunction(this, 'Gate', { ...props, alertTopic });
    if (auditor !== undefined) this.audit = new KeyAudit(this, 'Audit', { ...props, alertTopic });
  }
}
