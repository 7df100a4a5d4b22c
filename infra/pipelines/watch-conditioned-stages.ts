import * as events from 'aws-cdk-lib/aws-events';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { publishTo } from '../constructs/alerts/publish-to.ts';
import { topicsForServices } from '../constructs/alerts/topics-of.ts';
import { consoleDomain } from '../constructs/monitoring/console-links.ts';
import type { ConditionedPipeline } from './condition-aspect.ts';

/** Unique among the children of a pipeline. */
const RULE_ID = 'TwilioGateBackstop';

/**
 * Sends an alert for a failed stage whose entry asks the gate. A condition has no action whose failure
 * could be distinguished, so this is every failure of those stages, the gate's own and any other.
 *
 * The rule stands beside the pipeline, which already depends on the gate's stack: the other way round the
 * two would depend on each other.
 */
export function watchConditionedStages(
  { pipeline, stages }: ConditionedPipeline,
  alertTopic: sns.ITopic,
): void {
  if (pipeline.node.tryFindChild(RULE_ID) !== undefined) return;
  const rule = new events.Rule(pipeline, RULE_ID, {
    description: 'A failed stage whose entry asks the Twilio gate',
    eventPattern: {
      source: ['aws.codepipeline'],
      detailType: ['CodePipeline Stage Execution State Change'],
      detail: {
        pipeline: [pipeline.pipelineName],
        stage: stages.map(({ stageName }) => stageName),
        state: ['FAILED'],
      },
    },
  });
  for (const topic of topicsForServices(alertTopic)) {
    rule.addTarget(publishTo(topic, stageFailed(consoleDomain(rule))));
  }
}

const { fromPath } = events.EventField;
const PIPELINE = fromPath('$.detail.pipeline');
const EXECUTION = fromPath('$.detail.execution-id');

// One line is one quoted text to EventBridge, and so to the reader of the email.
function stageFailed(console: string): events.RuleTargetInput {
  const lines = [
    `Stage ${fromPath('$.detail.stage')} of ${PIPELINE} failed; its entry asks the Twilio gate.`,
    'How sure: not known whether the gate or the stage itself failed. If the gate blocked it, an alert of its own says why.',
    'What to do first: without such an alert, read the stage in the console, then the log of the gate function.',
    `Execution ${EXECUTION}, account ${fromPath('$.account')}, Region ${fromPath('$.region')}`,
    `https://${fromPath('$.region')}.${console}/codesuite/codepipeline/pipelines/${PIPELINE}/executions/${EXECUTION}`,
  ];
  return events.RuleTargetInput.fromMultilineText(lines.join('\n'));
}
