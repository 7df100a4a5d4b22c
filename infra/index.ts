export type { Subscriber } from '../functions/configuration/configuration.ts';
export { ConfigurationFileError } from './configuration/load-configuration.ts';
export { AlertTopic, type AlertTopicProps } from './constructs/alert-topic.ts';
export type { SecretEndpoint } from './constructs/alerts/alert-endpoint.ts';
export { topicsForServices } from './constructs/alerts/topics-of.ts';
export { CodeDeployGate, type CodeDeployGateProps } from './constructs/code-deploy-gate.ts';
export { Control, type ControlProps } from './constructs/control.ts';
export { DeploymentGate, type DeploymentGateProps } from './constructs/deployment-gate.ts';
export { EcsGate, type EcsGateProps, type EcsHookProps } from './constructs/ecs-gate.ts';
export type { FleetStore } from './constructs/fleet/fleet-store.ts';
export {
  type FleetActionProps,
  FleetVerification,
  type FleetVerificationProps,
} from './constructs/fleet-verification.ts';
export { GateBackstop, type GateBackstopProps } from './constructs/gate-backstop.ts';
export { GateMonitoring, type GateMonitoringProps } from './constructs/gate-monitoring.ts';
export { Health, type HealthProps } from './constructs/health.ts';
export type { HookFunctionProps } from './constructs/hook-function.ts';
export { KeyAudit, type KeyAuditProps } from './constructs/key-audit.ts';
export type { ManagedTwilioSecretProps } from './constructs/managed-secret/managed-twilio-secret-props.ts';
export { ManagedTwilioSecret } from './constructs/managed-twilio-secret.ts';
export type { WatchedFunction } from './constructs/monitoring/watched-function.ts';
export { PipelineGate, type PipelineGateProps } from './constructs/pipeline-gate.ts';
export {
  PreflightDashboard,
  type PreflightDashboardProps,
} from './constructs/preflight-dashboard.ts';
export { ReportBucket } from './constructs/report-bucket.ts';
export { RunTable, type RunTableProps } from './constructs/run-table.ts';
export { TwilioPreflight, type TwilioPreflightProps } from './constructs/twilio-preflight.ts';
export type { VerifierFunctionProps } from './constructs/verifier-function-props.ts';
export type { LogGroupWatchProps } from './constructs/watch/watch-log-group.ts';
export { Watch, type WatchProps } from './constructs/watch.ts';
export type { GateActionProps } from './pipelines/gate-action.ts';
export type { GateConditionProps } from './pipelines/gate-condition.ts';
export type { PipelineGateAttributes } from './pipelines/imported-gate.ts';
export type { IPipelineGate } from './pipelines/pipeline-gate-base.ts';
export {
  TwilioPreflightFleetStack,
  type TwilioPreflightFleetStackProps,
} from './twilio-preflight-fleet-stack.ts';
export { TwilioPreflightStack, type TwilioPreflightStackProps } from './twilio-preflight-stack.ts';
