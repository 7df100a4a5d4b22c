import type { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { AlertTopic } from './alert-topic.ts';
import { Control } from './control.ts';
import { GateMonitoring } from './gate-monitoring.ts';
import { Health } from './health.ts';
import { KeyAudit } from './key-audit.ts';
import { refuseLargeStack } from './limits.ts';
import { PipelineGate } from './pipeline-gate.ts';
import { PreflightDashboard } from './preflight-dashboard.ts';
import { RunTable } from './run-table.ts';
import type { VerifierFunctionProps } from './verifier-function-props.ts';
import { Watch } from './watch.ts';

/**
 * One file for everything, and what may be set on its functions. Each has a role of its own: for a role
 * of yours make the parts one by one.
 */
export interface TwilioPreflightProps extends Omit<VerifierFunctionProps, 'history' | 'role'> {
  /**
   * Whether the gate keeps the report of each run as a page, see `PipelineGateProps`.
   * @default false
   */
  readonly reportBucket?: boolean;
  /**
   * The time that the dashboard shows first.
   * @default Duration.days(14)
   */
  readonly dashboardInterval?: Duration;
}

/**
 * Everything that the configuration asks for: the gate, the topic that its alerts go to, the watch, the
 * history, the health function, the control function, the key audit where an auditor is declared, alarms, and a dashboard.
 * Throws `ConfigurationFileError` when the configuration is not valid.
 */
export class TwilioPreflight extends Construct {
  readonly gate: PipelineGate;
  readonly alerts: AlertTopic;
  readonly runs: RunTable;
  readonly watch: Watch;
  readonly health: Health;
  readonly control: Control;
  /** Absent where no auditor is declared. */
  readonly audit?: KeyAudit;
  readonly monitoring: GateMonitoring;
  readonly dashboard: PreflightDashboard;

  constructor(scope: Construct, id: string, props: TwilioPreflightProps) {
    super(scope, id);
    const { configFile, runbookUrl, dashboardInterval } = props;
    const { alerts, auditor, environments } = loadConfiguration(configFile).configuration;
    refuseLargeStack(this, environments.length);
    this.alerts = new AlertTopic(this, 'Alerts', alerts);
    const alertTopic = this.alerts.topic;
    this.runs = new RunTable(this, 'Runs');
    const common = { ...props, alertTopic, history: this.runs };
    this.gate = new PipelineGate(this, 'Gate', common);
    this.watch = new Watch(this, 'Watch', common);
    this.health = new Health(this, 'Health', common);
    this.control = new Control(this, 'Control', common);
    if (auditor !== undefined) this.audit = new KeyAudit(this, 'Audit', { ...props, alertTopic });
    const watching = {
      configFile,
      functions: [
        this.gate,
        this.watch,
        this.health,
        this.control,
        ...(this.audit ? [this.audit] : []),
      ].map((each) => each.watched),
      ...(runbookUrl !== undefined && { runbookUrl }),
    };
    this.dashboard = new PreflightDashboard(this, 'Dashboard', {
      ...watching,
      ...(dashboardInterval !== undefined && { defaultInterval: dashboardInterval }),
    });
    this.monitoring = new GateMonitoring(this, 'Monitoring', {
      ...watching,
      alertTopic,
      dashboard: this.dashboard.dashboard,
    });
  }
}
