import type { AlarmEntry, FunctionAlarmId } from './alarm-entry.ts';
import { JUDGE_FROM_HERE, READ_LOGS, SEE_CONCURRENCY, SEE_STAGES } from './alarm-steps.ts';

/** Alarms on a function itself, whatever the credentials are. */
export const FUNCTION_ALARM_ENTRIES: Readonly<Record<FunctionAlarmId, AlarmEntry>> = {
  'alarm.function-errors': {
    title: 'a function crashed, ran out of time or out of memory',
    severity: 2,
    means:
      'A run ended without an answer. A verdict is never an error: the gate answers its job whatever it finds. The gate: the pipeline waits until the job times out (20 minutes) and its stage fails; nothing was deployed, and nothing was verified. Any other function: its run did not happen, and no alert was sent of what it would have found.',
    beware:
      'An invocation by hand with a payload that is not valid counts too; its log line says so. Functions that are set to throw (`throwOnFailure`, the deployment trigger) count each verdict that blocks: then the report is in the log, and [the cause](#all-causes) is what to fix.',
    steps: [
      READ_LOGS,
      JUDGE_FROM_HERE,
      {
        text: 'After a deploy of this stack: deploy the version before. See [Defects](#defects).',
      },
      SEE_STAGES,
    ],
    ends: 'After five minutes without an error, which says nothing: it may only mean that there was no invocation.',
  },
  'alarm.function-throttles': {
    title: 'Lambda did not start a function at once',
    severity: 3,
    means:
      'No concurrency was left. A pipeline job waits and is tried again, for up to 15 minutes, so stages take longer; after that its event is dropped ([alarm.dropped-events](#alarmdropped-events)). A synchronous caller is refused at once.',
    beware:
      'The other functions of the AWS account share the limit: the cause is often one of them.',
    steps: [
      SEE_CONCURRENCY,
      {
        text: 'If another function uses it all, bound that one, or ask for a higher limit (Service Quotas: Lambda, concurrent executions).',
      },
      {
        text: 'If this function is bound (`reservedConcurrentExecutions`), leave room for every stage that may run at once, and deploy.',
        command: 'npx cdk deploy',
      },
      SEE_STAGES,
    ],
    ends: 'After five minutes without a throttled call.',
  },
  'alarm.dropped-events': {
    title: 'Lambda gave up on an event: it will not be answered',
    severity: 2,
    means:
      'The event was not handed to the function within 15 minutes, or its only try failed. It is stored nowhere, since it carries credentials. The gate: a pipeline that waits for the answer fails its stage after 20 minutes; nothing was deployed. The watch: its next scheduled look makes up for it. The key audit: invoke it by hand.',
    beware:
      'It comes together with [alarm.function-errors](#alarmfunction-errors) when the one try failed: fix that. Alone, it means throttling.',
    steps: [READ_LOGS, SEE_CONCURRENCY, SEE_STAGES],
    ends: 'After five minutes without a dropped event. The event is not delivered again: if it was a job, retry the stage.',
  },
  'alarm.function-duration': {
    title: 'a run came close to the time limit of its function',
    severity: 3,
    means:
      'A run took 80 % of the time limit or more (another share where the stack sets one). The gate answers by itself before its time is over, so this is early notice: Twilio or Secrets Manager is slow, or one run verifies many environments.',
    beware: 'One slow run after a deploy may be a cold start of the network.',
    steps: [
      {
        text: "See whether Twilio was slow: the dashboard's Twilio request time, and Twilio's status.",
        command: 'curl -s https://status.twilio.com/api/v2/status.json',
      },
      READ_LOGS,
      {
        text: 'Function in a VPC: see that its subnets lead to the internet. Without a route every request runs into its time-out.',
        command:
          'aws lambda get-function-configuration --function-name FUNCTION --query VpcConfig.SubnetIds',
      },
      { text: 'If one run verifies many environments, name them in several actions.' },
    ],
    ends: 'After five minutes without a slow run.',
  },
  'alarm.unanswered-gate': {
    title: 'a pipeline failed because its gate gave no answer',
    severity: 2,
    means:
      'CodePipeline failed the action of a gate that never answered its job: the function crashed before it could, could not be invoked, or may not answer. Nothing was deployed, and nothing is known about the credential. CodePipeline waits up to 20 minutes for such an answer, so the fault is that old.',
    beware:
      'A gate that answered sends its own alerts, and this alarm sends none. A Lambda action of your own whose name holds `TwilioGate` is taken for a gate.',
    steps: [
      READ_LOGS,
      {
        text: 'Does the function work when a person asks? That tells a fault of the function from one of the pipeline.',
        command:
          'aws lambda invoke --function-name FUNCTION --cli-binary-format raw-in-base64-out --cli-read-timeout 0 --payload \'{"environment":"ENVIRONMENT"}\' /dev/stdout',
      },
      {
        text: 'It works, and its log has `AccessDenied`: its role may not answer jobs. It needs `codepipeline:PutJobSuccessResult` and `codepipeline:PutJobFailureResult` on `*`.',
        command:
          'aws lambda get-function-configuration --function-name FUNCTION --query Role --output text',
      },
      SEE_STAGES,
    ],
    ends: 'It is an event, not a state: one message for each failed action.',
  },
};
