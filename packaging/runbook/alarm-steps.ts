import type { RemediationStep } from '../../functions/domain/model/report.ts';

/** The name of a function is in the alarm's text, and in the stack's outputs. */
export const READ_LOGS: RemediationStep = {
  text: "Read the function's log around that time; the alarm links to it. `platform.report` says how a run ended (`status`), how long it took and how much memory it used.",
  command:
    'LOG_GROUP=$(aws lambda get-function-configuration --function-name FUNCTION --query LoggingConfig.LogGroup --output text)\naws logs tail "$LOG_GROUP" --since 1h --filter-pattern \'{ $.level = "ERROR" || $.type = "platform.report" }\'',
};

/** Stages that the alarm may have stopped. */
export const SEE_STAGES: RemediationStep = {
  text: 'See which pipelines were stopped, and retry their stages when it is fixed; a release need not start again.',
  command:
    "aws codepipeline get-pipeline-state --name PIPELINE --query 'stageStates[].[stageName,latestExecution.status]' --output table\naws codepipeline retry-stage-execution --pipeline-name PIPELINE --stage-name STAGE --pipeline-execution-id EXECUTION_ID --retry-mode FAILED_ACTIONS",
};

/** The same verification, away from the function that is in doubt. */
export const JUDGE_FROM_HERE: RemediationStep = {
  text: 'Judge from here, with your own credentials: it tells a fault of the function from a fault of the credential.',
  command: 'npx --no twilio-preflight verify --env ENVIRONMENT',
};

/** How much may run at once, and how much is kept for this function. */
export const SEE_CONCURRENCY: RemediationStep = {
  text: "Compare the account's limit with what is kept for this function; an empty answer of the second means that nothing is.",
  command:
    "aws lambda get-account-settings --query 'AccountLimit.[ConcurrentExecutions,UnreservedConcurrentExecutions]'\naws lambda get-function-concurrency --function-name FUNCTION",
};
