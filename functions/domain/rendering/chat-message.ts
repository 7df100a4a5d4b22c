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

/** One thread holds an environment's incident from alert to recovery. Never throws, whatever the texts hold. */
export function chatMessage(
  content: ChatContent,
  { environment, run, context }: AlertSubject,
): string {
  const { kind, since } = context;
  const name = nameOf(environment);
  return customNotification(content, {
    id: `${run.runId}-${name}-${kind}`,
    keywords: [name, environment.verdict, context.cause],
    threadId: `${name}-${since}`,
    kind,
    resources: resourcesOf(environment),
    variables: variablesOf({ environment, run, context }),
  });
}

/** What a message has beside its content. */
export interface ChatEnvelope {
  readonly id: string;
  readonly keywords: readonly string[];
  /** Messages with the same one are a thread, where the channel's preferences allow threads. */
  readonly threadId: string;
  readonly kind: string;
  readonly resources: readonly string[];
  /** Not rendered: for the variables of custom actions. Empty ones are left out. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * A message in the schema of custom notifications for Amazon Q Developer in chat applications (version
 * 1.0), as JSON. It renders nothing else. Never throws, whatever the texts hold.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export function customNotification(
  { title, lines, steps }: ChatContent,
  { id, keywords, threadId, kind, resources, variables }: ChatEnvelope,
): string {
  const shownTitle = truncateCodePoints(markdownText(title), MAX_TITLE);
  const nextSteps = steps
    .slice(0, MOST_STEPS)
    .map(shownStep)
    .filter((step) => step !== '');
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    id,
    content: {
      textType: 'client-markdown',
      title: shownTitle,
      description: truncateCodePoints(lines.map(shownLine).join('\n'), MAX_DESCRIPTION),
      ...(nextSteps.length === 0 ? {} : { nextSteps }),
      keywords: keywords.map((text) => markdownText(word(text))),
    },
    metadata: {
      threadId: `twilio-preflight-${threadId}`,
      summary: shownTitle,
      eventType: `twilio-preflight-${kind}`,
      relatedResources: resources,
      additionalContext: Object.fromEntries(
        Object.entries(variables).filter(([, value]) => value !== ''),
      ),
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

function variablesOf({
  environment,
  run,
  context,
}: AlertSubject): Readonly<Record<string, string>> {
  const { runId, trigger, origin } = run;
  const { severity, cause } = context;
  return {
    environment: nameOf(environment),
    verdict: environment.verdict,
    severity,
    cause,
    runId,
    trigger,
    pipeline: word(origin.pipeline ?? ''),
    executionId: word(origin.executionId ?? ''),
  };
}

function nameOf({ name }: EnvironmentReport): string {
  return word(name || 'unknown');
}

function word(text: string): string {
  return truncateCodePoints(text, MAX_WORD);
}
