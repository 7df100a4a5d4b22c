import type { EnvironmentReport, RemediationStep } from '../model/report.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { markdownCommand, markdownText } from '../text/markdown.ts';
import type { AlertRun } from './email-sms.ts';
import type { IncidentContext } from './incident-context.ts';

/** What a chat message says, not yet escaped: each a plain line. */
export interface ChatContent {
  readonly title: string;
  readonly lines: readonly string[];
  readonly steps: readonly RemediationStep[];
}

/** What a chat message or a webhook is about. */
export interface AlertSubject {
  readonly environment: EnvironmentReport;
  readonly run: AlertRun;
  readonly context: IncidentContext;
}

// Amazon Q Developer takes 250 characters of title and 8,000 of description. Whether an emoji is one or
// two of them is not documented: half is safe.
const MAX_TITLE = 250;
const MAX_DESCRIPTION = 4000;
const MAX_LINE = 500;
const MAX_STEP = 400;
const MAX_COMMAND = 1500;
const MOST_STEPS = 8;
const MAX_WORD = 100;

/**
 * A message in the schema of custom notifications for Amazon Q Developer in chat applications (version
 * 1.0), as JSON. It renders nothing else. One thread holds an environment's incident from alert to
 * recovery, where the channel's preferences allow threads. Never throws, whatever the texts hold.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export function chatMessage(
  { title, lines, steps }: ChatContent,
  { environment, run, context }: AlertSubject,
): string {
  const { kind, since } = context;
  const name = nameOf(environment);
  const nextSteps = steps
    .slice(0, MOST_STEPS)
    .map(shownStep)
    .filter((step) => step !== '');
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    id: `${run.runId}-${name}-${kind}`,
    content: {
      textType: 'client-markdown',
      title: truncateCodePoints(markdownText(title), MAX_TITLE),
      description: truncateCodePoints(lines.map(shownLine).join('\n'), MAX_DESCRIPTION),
      ...(nextSteps.length === 0 ? {} : { nextSteps }),
      keywords: [name, environment.verdict, context.cause].map((text) => markdownText(word(text))),
    },
    metadata: {
      threadId: `twilio-preflight-${name}-${since}`,
      summary: truncateCodePoints(markdownText(title), MAX_TITLE),
      eventType: `twilio-preflight-${kind}`,
      relatedResources: resourcesOf(environment),
      additionalContext: variablesOf({ environment, run, context }),
    },
  });
}

function shownLine(line: string): string {
  return markdownText(truncateCodePoints(line, MAX_LINE));
}

function shownStep({ text, command = '' }: RemediationStep): string {
  const step = markdownText(truncateCodePoints(text, MAX_STEP));
  if (command === '') return step;
  const block = command.length > MAX_COMMAND ? undefined : markdownCommand(command);
  return block === undefined
    ? `${step.replace(/[:.]?$/u, ' (command in the email).')}`
    : `${step}\n${block}`;
}

function resourcesOf({ credential }: EnvironmentReport): readonly string[] {
  const { secretId, accountSid, apiKeySid } = credential;
  return [secretId, accountSid ?? '', apiKeySid ?? ''].filter((text) => text !== '');
}

/** Not rendered: for the variables of custom actions. */
function variablesOf({
  environment,
  run,
  context,
}: AlertSubject): Readonly<Record<string, string>> {
  const { runId, trigger, origin } = run;
  const { severity, cause } = context;
  const variables = {
    environment: nameOf(environment),
    verdict: environment.verdict,
    severity,
    cause,
    runId,
    trigger,
    pipeline: word(origin.pipeline ?? ''),
    executionId: word(origin.executionId ?? ''),
  };
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

function nameOf({ name }: EnvironmentReport): string {
  return word(name || 'unknown');
}

function word(text: string): string {
  return truncateCodePoints(text, MAX_WORD);
}
