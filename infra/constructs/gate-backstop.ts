import * as events from 'aws-cdk-lib/aws-events';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { GATE_ACTION_NAME } from '../../functions/contract.ts';
import { publishTo } from './alerts/publish-to.ts';
import { chatTopicOf, topicsForServices } from './alerts/topics-of.ts';
import { consoleDomain } from './monitoring/console-links.ts';
import { DEFAULT_RUNBOOK_URL, runbookLink } from './monitoring/runbook-link.ts';

/** Which pipelines the backstop watches, and where its alerts go. */
export interface GateBackstopProps {
  /** Where alerts go. Its key must let `events.amazonaws.com` use it; that of `AlertTopic` does. */
  readonly alertTopic: sns.ITopic;
  /**
   * Names of further actions, exactly as the pipelines have them.
   * @default - only the gates whose name holds `TwilioGate`, as it does unless you gave another
   */
  readonly actionNames?: readonly string[];
  /**
   * Where your team reads the runbook.
   * @default 'docs/runbook.md'
   */
  readonly runbookUrl?: string;
}

/**
 * An alert for a gate that gave no answer: its function crashed before it could say anything, could not
 * be invoked, or may not answer jobs. CodePipeline fails such an action, after up to 20 minutes.
 *
 * One EventBridge rule for every pipeline of this account and Region: failed Lambda actions of a gate's
 * name without an external execution id, or of which CodePipeline says that they failed to return a result.
 * The gate gives an id (that of the run) with every answer, and has then sent its own alert. It goes through no code of ours: it must work when that does not.
 */
export class GateBackstop extends Construct {
  private readonly rule: events.Rule;
  private readonly actionNames = new Set<string>();

  constructor(scope: Construct, id: string, props: GateBackstopProps) {
    super(scope, id);
    this.rule = new events.Rule(this, 'Rule', {
      description: 'A gate that failed its pipeline without an answer of its own',
      eventPattern: {
        source: ['aws.codepipeline'],
        detailType: ['CodePipeline Action Execution State Change'],
        detail: {
          state: ['FAILED'],
          // CDK Pipelines puts the name of the stage before it.
          action: [{ wildcard: `*${GATE_ACTION_NAME}*` }],
          type: { category: ['Invoke'], provider: ['Lambda'] },
          'execution-result': {
            $or: [
              { 'external-execution-id': [{ exists: false }] },
              // What CodePipeline says when it gave up on a function.
              // https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html
              { 'external-execution-summary': [{ wildcard: '*failed to return a result*' }] },
            ],
          },
        },
      },
    });
    const message = unanswered(props.runbookUrl ?? DEFAULT_RUNBOOK_URL, consoleDomain(this));
    for (const topic of topicsForServices(props.alertTopic)) {
      this.rule.addTarget(publishTo(topic, message));
    }
    const chatTopic = chatTopicOf(props.alertTopic);
    if (chatTopic !== undefined) {
      this.rule.addTarget(publishTo(chatTopic, UNANSWERED_IN_CHAT));
    }
    for (const name of props.actionNames ?? []) this.watch(name);
  }

  /** Also matches actions of another name. */
  watch(actionName: string): void {
    if (actionName.includes(GATE_ACTION_NAME) || this.actionNames.has(actionName)) return;
    this.actionNames.add(actionName);
    this.rule.addEventPattern({ detail: { action: [actionName] } });
  }
}

const { fromPath } = events.EventField;
const PIPELINE = fromPath('$.detail.pipeline');
const STAGE = fromPath('$.detail.stage');
const EXECUTION = fromPath('$.detail.execution-id');

/**
 * The same for a chat, which renders nothing but this schema.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
const UNANSWERED_IN_CHAT = events.RuleTargetInput.fromObject({
  version: '1.0',
  source: 'custom',
  content: {
    textType: 'client-markdown',
    title: `BLOCKED ${PIPELINE}: the Twilio gate gave no answer`,
    description: `Stage ${STAGE}, execution ${EXECUTION}: nothing was deployed, and nothing is known about the credential.`,
    nextSteps: ['Read the log of the gate function', 'Retry the stage'],
  },
});

/** One line is one quoted text to EventBridge, and so to the reader of the email. */
function unanswered(runbookUrl: string, console: string): events.RuleTargetInput {
  const lines = [
    `BLOCKED ${PIPELINE}: the Twilio gate gave no answer in stage ${STAGE}, so nothing was deployed.`,
    'How sure: proven that it did not answer; nothing is known about the credential.',
    `What to do first: read the log of the gate function around ${fromPath('$.time')}, then retry the stage.`,
    `Action ${fromPath('$.detail.action')}, execution ${EXECUTION}, account ${fromPath('$.account')}, Region ${fromPath('$.region')}`,
    `CodePipeline says: ${fromPath('$.detail.execution-result.error-code')} ${fromPath('$.detail.execution-result.external-execution-summary')}`,
    `Runbook: ${runbookLink(runbookUrl, 'alarm.unanswered-gate')}`,
    `https://${fromPath('$.region')}.${console}/codesuite/codepipeline/pipelines/${PIPELINE}/executions/${EXECUTION}`,
  ];
  return events.RuleTargetInput.fromMultilineText(lines.join('\n'));
}
