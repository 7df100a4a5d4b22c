import type { Alert } from '../model/alert.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { toGsm7Basic } from '../text/gsm7.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { shortSids } from '../text/short-sid.ts';
import { chatMessage } from './chat-message.ts';
import { howSure } from './confidence-wording.ts';
import {
  type AlertRun,
  answerLine,
  attributeName,
  MAX_DEFAULT,
  MAX_EMAIL,
  runLines,
  shortName,
  shortRunId,
  smsSegment,
  subjectLine,
} from './email-sms.ts';
import { gateAnswer } from './gate-answer.ts';
import { headline, summaryText } from './headline.ts';
import { httpsMessage } from './https-message.ts';
import {
  alertContext,
  type Incident,
  incidentLines,
  incidentWord,
  type OngoingIncident,
} from './incident-context.ts';
import { nextSteps } from './next-steps.ts';
import { recoveryFor } from './recovery-for.ts';
import { firstStep } from './sections/diagnosis-sections.ts';
import { environmentMessage } from './sections/environment-message.ts';

const MAX_STEP = 400;

/** The alert of a notification: of something bad, or that it is over. Never throws. */
export function notificationAlert(
  environment: EnvironmentReport,
  run: AlertRun,
  incident: Incident,
): Alert {
  const { notification } = incident;
  return notification.kind === 'recovery'
    ? recoveryFor(environment, run, notification.of)
    : alertFor(environment, run, { ...incident, notification });
}

/**
 * The alert for one environment whose verdict is fail or inconclusive. The email's first three lines
 * say what is wrong, how sure that is, and what to do first; `default` is the email shortened. Where
 * there is no diagnosis the attribute `cause` is `unknown`. With an `incident` it goes on from what people
 * were notified of: still bad, or bad in another way. Never throws, whatever the texts hold.
 */
export function alertFor(
  environment: EnvironmentReport,
  alertRun: AlertRun,
  incident?: OngoingIncident,
): Alert {
  const plain = plainCopy(environment);
  const run = plainCopy(alertRun);
  const parts = {
    isOfOneCredential: isOfOneCredential(run),
    opening: [
      { importance: 1, lines: firstLines(plain, run, incident) },
      { importance: 1, lines: [answerLine(plain)] },
    ],
    closing: [{ importance: 1, lines: runLines(run) }],
  };
  const context = alertContext(plain, run.startedAt, incident);
  const about = { environment: plain, run, context };
  const text = opening(plain, incident);
  const subject = subjectLine(text);
  return {
    subject,
    default: environmentMessage(plain, parts, MAX_DEFAULT),
    email: environmentMessage(plain, { ...parts, ending: [nextSteps(plain, run)] }, MAX_EMAIL),
    sms: smsSegment(text, smsTail(plain, run)),
    https: httpsMessage(headline(plain), about),
    chat: chatMessage(
      {
        title: subject,
        lines: chatLines(plain, run, incident),
        steps: plain.diagnosis?.remediation ?? [],
      },
      about,
    ),
    attributes: {
      environment: attributeName(plain),
      verdict: plain.verdict,
      severity: context.severity,
      cause: context.cause,
      news: incident?.notification.kind,
    },
  };
}

/** The alert of a fleet is of all its members: each has a cause and a credential of its own. */
function isOfOneCredential({ trigger }: AlertRun): boolean {
  return trigger !== 'fleet';
}

function sureness({ diagnosis }: EnvironmentReport, run: AlertRun): readonly string[] {
  return isOfOneCredential(run) ? [howSure(diagnosis)] : [];
}

function firstLines(
  environment: EnvironmentReport,
  run: AlertRun,
  incident: OngoingIncident | undefined,
): readonly string[] {
  const { diagnosis } = environment;
  const step = truncateCodePoints(firstStep(diagnosis), MAX_STEP);
  return [
    headline(environment),
    ...incidentLines(incident),
    ...sureness(environment, run),
    `What to do first: ${step}`,
  ];
}

function chatLines(
  environment: EnvironmentReport,
  run: AlertRun,
  incident: OngoingIncident | undefined,
): readonly string[] {
  return [
    headline(environment),
    ...incidentLines(incident),
    ...sureness(environment, run),
    answerLine(environment),
    ...runLines(run),
  ];
}

/**
 * The gate's answer, the environment, and what is wrong. An outage must not look like a wrong credential,
 * so an inconclusive verdict says that it could not check.
 */
function opening(environment: EnvironmentReport, incident: OngoingIncident | undefined): string {
  const { verdict, mode } = environment;
  const shadow = mode === 'shadow' ? ' (shadow)' : '';
  const qualifier = `${shadow}${verdict === 'inconclusive' ? ', could not check' : ''}`;
  const word = incidentWord(incident, gateAnswer(environment).word);
  return `${word} ${shortName(environment.name)}${qualifier}: ${shortSids(summaryText(environment))}`;
}

/** How sure the cause is, and where a person who has only the SMS looks next. */
function smsTail({ diagnosis, verdict }: EnvironmentReport, run: AlertRun): string {
  const { pipeline } = run.origin;
  const cause = diagnosis === undefined ? 'Cause not known. ' : `Cause ${diagnosis.confidence}. `;
  // "Proven" would be read as a word on the credential, of which nothing is known.
  const sure = verdict === 'inconclusive' || !isOfOneCredential(run) ? '' : cause;
  const place = pipeline ? `pipeline ${shortName(pipeline)}, ` : '';
  return toGsm7Basic(` ${sure}See email or ${place}run ${shortRunId(run)}`);
}
