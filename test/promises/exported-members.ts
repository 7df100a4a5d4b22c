import type * as library from '../../infra/index.ts';

/** For each of these types, names of members that it must have: the compiler refuses one that is gone. */
type Names<T> = { readonly [K in keyof T]: readonly (keyof T[K])[] };

interface Instances {
  readonly AlertTopic: library.AlertTopic;
  readonly CodeDeployGate: library.CodeDeployGate;
  readonly DeploymentGate: library.DeploymentGate;
  readonly EcsGate: library.EcsGate;
  readonly GateBackstop: library.GateBackstop;
  readonly GateMonitoring: library.GateMonitoring;
  readonly Health: library.Health;
  readonly IPipelineGate: library.IPipelineGate;
  readonly KeyAudit: library.KeyAudit;
  readonly ManagedTwilioSecret: library.ManagedTwilioSecret;
  readonly PipelineGate: library.PipelineGate;
  readonly PreflightDashboard: library.PreflightDashboard;
  readonly RunTable: library.RunTable;
  readonly TwilioPreflight: library.TwilioPreflight;
  readonly Watch: library.Watch;
  readonly WatchedFunction: library.WatchedFunction;
}

interface Types {
  readonly AlertTopicProps: library.AlertTopicProps;
  readonly CodeDeployGateProps: library.CodeDeployGateProps;
  readonly DeploymentGateProps: library.DeploymentGateProps;
  readonly EcsGateProps: library.EcsGateProps;
  readonly EcsHookProps: library.EcsHookProps;
  readonly GateActionProps: library.GateActionProps;
  readonly GateBackstopProps: library.GateBackstopProps;
  readonly GateConditionProps: library.GateConditionProps;
  readonly GateMonitoringProps: library.GateMonitoringProps;
  readonly HealthProps: library.HealthProps;
  readonly HookFunctionProps: library.HookFunctionProps;
  readonly KeyAuditProps: library.KeyAuditProps;
  readonly LogGroupWatchProps: library.LogGroupWatchProps;
  readonly ManagedTwilioSecretProps: library.ManagedTwilioSecretProps;
  readonly PipelineGateAttributes: library.PipelineGateAttributes;
  readonly PipelineGateProps: library.PipelineGateProps;
  readonly PreflightDashboardProps: library.PreflightDashboardProps;
  readonly RunTableProps: library.RunTableProps;
  readonly SecretEndpoint: library.SecretEndpoint;
  readonly Subscriber: library.Subscriber;
  readonly TwilioPreflightProps: library.TwilioPreflightProps;
  readonly TwilioPreflightStackProps: library.TwilioPreflightStackProps;
  readonly VerifierFunctionProps: library.VerifierFunctionProps;
  readonly WatchProps: library.WatchProps;
  readonly WatchedFunction: library.WatchedFunction;
}

/** Public members of the constructs that version 0.1.0 exports. */
export const MEMBERS: Names<Instances> = {
  AlertTopic: ['topic', 'chatTopic', 'serviceTopic', 'grantPublish'],
  CodeDeployGate: ['fn', 'watched', 'guard', 'grantAnswer'],
  DeploymentGate: ['fn', 'watched'],
  EcsGate: ['fn', 'watched', 'hookRole', 'hook'],
  GateBackstop: ['watch'],
  GateMonitoring: ['alarms'],
  Health: [
    'fn',
    'watched',
    'url',
    'grantInvokeUrl',
    'albTargetGroupProps',
    'addRoute53HealthCheck',
  ],
  IPipelineGate: ['fn', 'action', 'step', 'condition', 'grantInvoke'],
  KeyAudit: ['fn', 'watched', 'schedule', 'grantInvoke'],
  ManagedTwilioSecret: ['secret', 'encryptionKey', 'rotationRole'],
  PipelineGate: [
    'fn',
    'watched',
    'role',
    'alertTopic',
    'action',
    'step',
    'condition',
    'grantInvoke',
  ],
  PreflightDashboard: ['dashboard'],
  RunTable: ['table', 'grantKeep', 'grantRead'],
  TwilioPreflight: [
    'gate',
    'alerts',
    'runs',
    'watch',
    'health',
    'audit',
    'monitoring',
    'dashboard',
  ],
  Watch: ['fn', 'watched', 'logGroup', 'grantInvoke'],
  WatchedFunction: ['name', 'fn', 'timeout', 'logGroup'],
};

const FUNCTION_PROPS: readonly (keyof library.VerifierFunctionProps)[] = [
  'configFile',
  'history',
  'memorySize',
  'logRetention',
  'logRemovalPolicy',
  'role',
  'permissionsBoundary',
  'vpc',
  'vpcSubnets',
  'securityGroups',
  'tracing',
  'reservedConcurrentExecutions',
];

/** Members of the types that version 0.1.0 exports, the instances of classes aside. */
export const TYPES: Names<Types> = {
  AlertTopicProps: [
    'email',
    'sms',
    'subscribers',
    'secretEndpoints',
    'chat',
    'encryptionKey',
    'removalPolicy',
  ],
  CodeDeployGateProps: [...FUNCTION_PROPS, 'alertTopic', 'environment'],
  DeploymentGateProps: [
    ...FUNCTION_PROPS,
    'alertTopic',
    'environments',
    'executeBefore',
    'releaseId',
  ],
  EcsGateProps: [...FUNCTION_PROPS, 'alertTopic', 'environment'],
  EcsHookProps: ['lifecycleStages'],
  GateActionProps: [
    'environment',
    'actionName',
    'runOrder',
    'versionStage',
    'variablesNamespace',
    'role',
  ],
  GateBackstopProps: ['alertTopic', 'actionNames', 'runbookUrl'],
  GateConditionProps: ['environment', 'ruleName', 'result'],
  GateMonitoringProps: [
    'configFile',
    'functions',
    'alertTopic',
    'dashboard',
    'service',
    'inconclusiveHours',
    'runbookUrl',
    'errorThreshold',
    'throttleThreshold',
    'droppedEventThreshold',
    'durationPercent',
  ],
  HealthProps: [...FUNCTION_PROPS, 'alertTopic', 'maxAge', 'authType'],
  HookFunctionProps: [...FUNCTION_PROPS, 'alertTopic'],
  KeyAuditProps: [...FUNCTION_PROPS, 'alertTopic', 'schedule', 'scheduleEnabled'],
  LogGroupWatchProps: ['environments', 'threshold', 'filterPattern'],
  ManagedTwilioSecretProps: [
    'type',
    'adminSecret',
    'rotateEvery',
    'automaticRotation',
    'retainPreviousKey',
    'friendlyNamePrefix',
    'propagationDelay',
    'readers',
    'readerArnPatterns',
    'alertTopic',
    'runbookUrl',
    'description',
    'secretName',
    'encryptionKey',
    'removalPolicy',
    'permissionsBoundary',
  ],
  PipelineGateAttributes: ['functionArn', 'role'],
  PipelineGateProps: [...FUNCTION_PROPS, 'alertTopic', 'backstop', 'runbookUrl'],
  PreflightDashboardProps: [
    'configFile',
    'functions',
    'runbookUrl',
    'service',
    'dashboardName',
    'defaultInterval',
  ],
  RunTableProps: ['encryptionKey', 'deletionProtection', 'removalPolicy'],
  SecretEndpoint: ['id', 'url', 'environments', 'minimumVerdict'],
  Subscriber: ['protocol', 'endpoint', 'environments', 'minimumVerdict'],
  TwilioPreflightProps: [
    'configFile',
    'memorySize',
    'logRetention',
    'logRemovalPolicy',
    'permissionsBoundary',
    'vpc',
    'vpcSubnets',
    'securityGroups',
    'tracing',
    'reservedConcurrentExecutions',
    'runbookUrl',
    'dashboardInterval',
  ],
  TwilioPreflightStackProps: ['configFile', 'stackName', 'env'],
  VerifierFunctionProps: FUNCTION_PROPS,
  WatchProps: [...FUNCTION_PROPS, 'alertTopic', 'runbookUrl'],
  WatchedFunction: MEMBERS.WatchedFunction,
};
