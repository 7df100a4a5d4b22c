import { SEE_WHAT_IS_MISSING } from '../../functions/domain/causes/steps.ts';
import type { AlarmEntry, VerificationAlarmId } from './alarm-entry.ts';
import { JUDGE_FROM_HERE, READ_LOGS } from './alarm-steps.ts';
import { LIST_VERSIONS } from './placeholder-steps.ts';

const TWILIO_STATUS = 'curl -s https://status.twilio.com/api/v2/status.json';

/** Alarms on what the functions find, or no longer find. */
export const VERIFICATION_ALARM_ENTRIES: Readonly<Record<VerificationAlarmId, AlarmEntry>> = {
  'alarm.inconclusive-streak': {
    title: 'for hours no run could tell whether a credential is good',
    severity: 2,
    means:
      'Every run of the last three hours (another span where the stack sets one) was inconclusive for this environment. Nothing was found against the credential, and nothing for it: its gate is shut, or open by `onInconclusive`, and a credential that broke meanwhile would not be noticed.',
    beware:
      'Hours without a run neither set it off nor end it. Stacks with more than 50 environments have [alarm.twilio-errors](#alarmtwilio-errors) instead.',
    steps: [
      {
        text: 'See why: the report names the cause, and its heading here says what to do.',
        command: 'npx --no twilio-preflight diagnose --env ENVIRONMENT',
      },
      {
        text: 'Several environments at once: see whether Twilio has an outage.',
        command: TWILIO_STATUS,
      },
      {
        text: 'One environment alone: see whether its secret, its role or its key changed.',
        command: LIST_VERSIONS,
      },
    ],
    ends: 'With the first hour in which a run decides, good or bad.',
  },
  'alarm.twilio-errors': {
    title: 'for hours most questions to Twilio had no usable answer',
    severity: 2,
    means:
      'Half of the questions of the whole fleet or more, for three hours, met no answer, 429, 5xx or something that is not JSON. Verdicts are inconclusive, gates are shut or open by `onInconclusive`.',
    beware:
      'It replaces an alarm per environment where there are more than 50 of them. A single environment that cannot be judged shows on the dashboard and in its alerts.',
    steps: [
      { text: 'See whether Twilio has an outage.', command: TWILIO_STATUS },
      JUDGE_FROM_HERE,
      READ_LOGS,
      {
        text: 'If it works from here and not in the function: see its way to the internet (VPC, proxy, firewall), and [network.unreachable](#networkunreachable).',
      },
    ],
    ends: 'With the first hour in which fewer than half of the questions fail.',
  },
  'alarm.watch-not-run': {
    title: 'an environment had no verdict for two periods of the watch',
    severity: 2,
    means:
      'No run gave a verdict on an environment during two of its periods. Between deploys its credential is not verified: a rotated or deleted key would first be noticed by customers. One alarm notifies for up to twenty environments; each has an alarm of its own, `ENVIRONMENT-watch-not-run`, which is on for those concerned. Of environments that share a schedule the first stands for all.',
    beware:
      'A new stack, or a new environment, is in this alarm until its first run, which comes within a period. A gate or health run of the same environment counts as a verdict too. While it is on, a further environment sends no second message.',
    steps: [
      {
        text: 'See which environments are concerned.',
        command:
          "aws cloudwatch describe-alarms --state-value ALARM --query 'MetricAlarms[?MetricName==`Verdict`].Dimensions[].Value' --output table",
      },
      {
        text: 'See whether the schedule exists and is enabled.',
        command:
          "aws scheduler list-schedules --query 'Schedules[].[GroupName,Name,State,Target.Arn]' --output table",
      },
      {
        text: 'Run it by hand. An error that names permissions is that of the schedule too.',
        command:
          'aws lambda invoke --function-name FUNCTION --cli-binary-format raw-in-base64-out --payload \'{"trigger":"schedule"}\' /dev/stdout',
      },
      READ_LOGS,
      {
        text: 'Deploy again: it repairs a schedule that was changed by hand.',
        command: 'npx cdk deploy',
      },
    ],
    ends: 'With the next verdict on each of them; one message then says so.',
  },
  'alarm.rotation-failed': {
    title: 'Secrets Manager could not rotate a Twilio credential',
    severity: 2,
    means:
      'The rotation, or the test of its settings (`TestRotationFailed`), failed. As a rule AWSCURRENT still works: Secrets Manager promotes a credential only after it answered. The old credential stays in use longer than meant.',
    beware:
      'After `TestRotationFailed` of a secret without a value there is nothing to fix: store the value. An Auth Token may be changed at Twilio and not yet in the secret: then AWSCURRENT is rejected, and that is [rotation.in-progress](#rotationin-progress) or [credential.rejected](#credentialrejected).',
    steps: [
      {
        text: 'Is the credential in use still good? That decides how urgent this is.',
        command: 'npx --no twilio-preflight verify --env ENVIRONMENT',
      },
      {
        text: 'Read the reason. The event says which step failed.',
        command:
          'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=RotationFailed --max-results 5',
      },
      {
        text: 'See the settings: role, admin secret and days. The admin secret must hold a key that Twilio accepts, and its policy must name the role.',
        command:
          "aws secretsmanager describe-secret --secret-id SECRET_ID --region REGION --query '[Type,RotationEnabled,ExternalSecretRotationRoleArn,ExternalSecretRotationMetadata,NextRotationDate]'",
      },
      {
        text: 'See whether a failed try left an AWSPENDING behind. It blocks the next one until its label is taken away.',
        command: LIST_VERSIONS,
      },
      {
        text: 'Try again.',
        command: 'aws secretsmanager rotate-secret --secret-id SECRET_ID --region REGION',
      },
    ],
    ends: 'It is an event, not a state: one message for each failure.',
  },
  'alarm.application-refused': {
    title: "Twilio refuses an application's own calls",
    severity: 2,
    means:
      "The log of an application shows Twilio's errors 20003, 20005 or 70051, or a 401 of api.twilio.com, several times within minutes: its calls and messages fail now. A verification of its environment was started with the alarm; where the credential in the secret is bad an alert names the cause.",
    beware:
      'No alert after it means that the secret is good for reading, which is all that a verification does. With 20003 either the application holds another value, as a rule the one from before a rotation, or Twilio refuses what it asks for: sending may be refused although reading works, for example while the primary compliance profile is not approved. A line that only mentions such an error counts too.',
    steps: [
      {
        text: 'Is the credential in the secret good?',
        command: 'npx --no twilio-preflight verify --env ENVIRONMENT',
      },
      {
        text: 'It is good, and reading is refused to the application too: restart the application, so that it reads the secret again. For an ECS service:',
        command:
          'aws ecs update-service --cluster CLUSTER --service SERVICE --force-new-deployment',
      },
      {
        text: 'It is bad: see the heading of the cause that the verification names, here in the runbook.',
      },
      {
        text: "See which calls are refused, and with which text of Twilio's, in the application's log. Only sending is refused: keep the credential, a new one would be refused as well.",
        command: `aws logs tail LOG_GROUP --since 30m --filter-pattern '?"errors/20003" ?"errors/70051"'`,
      },
      SEE_WHAT_IS_MISSING,
    ],
    ends: 'With five minutes in which no call is refused.',
  },
  'alarm.fleet-not-judged': {
    title: 'a run of the fleet ended without a report',
    severity: 2,
    means:
      'The state machine of the fleet failed, ran out of its time (a day, where the stack sets none) or was stopped. Its members were not judged, and no report was written; a pipeline that waits for it fails its action, or passes it in shadow mode. A member whose credential is bad does not do this, nor does a batch that fails: both are in a report.',
    beware: 'A run that a person stopped counts too.',
    steps: [
      {
        text: 'See which state failed, and with which error. `ListMembers`: the members or the secrets could not be listed. `VerifyMembers`: the inventory could not be read. `SumUp`: the report could not be written.',
        command:
          'aws stepfunctions list-executions --state-machine-arn STATE_MACHINE_ARN --max-items 5\naws stepfunctions get-execution-history --execution-arn EXECUTION_ARN --reverse-order --max-items 5',
      },
      READ_LOGS,
      {
        text: 'When it is fixed, continue with what is not done: a redrive begins with the state that failed. After 14 days start another run.',
        command: 'aws stepfunctions redrive-execution --execution-arn EXECUTION_ARN',
      },
    ],
    ends: 'After five minutes without such a run, which says nothing: it may only mean that there was none.',
  },
};
