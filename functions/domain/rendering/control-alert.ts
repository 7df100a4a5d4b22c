import type { Alert } from '../model/alert.ts';
import type { Control, ControlEvent } from '../model/control.ts';
import { momentText } from '../text/moment.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { type ChatEnvelope, customNotification } from './chat-message.ts';
import { attributeName, shortName, smsSegment, subjectLine } from './email-sms.ts';

const WORDS = { begun: 'SET', used: 'USED', ended: 'ENDED' } as const;

/** The alert of an event of an override or a snooze, for every subscriber: it has no severity. */
export function controlAlert(given: Control, event: ControlEvent): Alert {
  const control = plainCopy(given);
  const { kind, environment: name, reason } = control;
  const word = event === 'ended' && control.revoked ? 'REVOKED' : WORDS[event];
  const text = `${kind.toUpperCase()} ${word} ${shortName(name)}: ${reason}`;
  const subject = subjectLine(text);
  const [happened, lines] = [whatHappened(control, event), controlLines(control)];
  const email = [happened, '', ...lines].join('\n');
  return {
    subject,
    default: email,
    email,
    sms: smsSegment(text, ' See email.'),
    chat: customNotification(
      { title: subject, lines: [happened, ...lines], steps: [] },
      envelopeOf(control, event),
    ),
    attributes: { environment: attributeName({ name }), verdict: '', cause: `${kind}.${event}` },
  };
}

/** One thread holds a control from its beginning to its end. */
function envelopeOf(control: Control, event: ControlEvent): ChatEnvelope {
  const { id, kind, environment, beganAt } = control;
  const name = shortName(environment);
  return {
    id: `${id}-${event}`,
    keywords: [name, kind, `${kind}.${event}`],
    threadId: `${id}-${beganAt}`,
    kind,
    resources: [],
    variables: { environment: name, control: id, event },
  };
}

function whatHappened(control: Control, event: ControlEvent): string {
  const { kind, environment, endsAt, used } = control;
  const until = momentText(endsAt);
  switch (event) {
    case 'begun':
      return kind === 'override'
        ? `${environment}: until ${until} the gate opens for one pipeline execution although it could not check. It never opens for a verdict of fail.`
        : `${environment}: until ${until} there are no reminders and no alerts of the watch. A gate that blocks alerts as before.`;
    case 'used':
      return `${environment}: the gate opened by an override although it could not check (run ${used?.runId ?? ''}). Verify the credential when the outage is over.`;
    case 'ended':
      return `${environment}: the ${kind} has ended (${until}). ${
        kind === 'override' ? 'The gate blocks as before.' : 'Alerts go out as before.'
      }`;
  }
}

/** Who asked for it, why, and until when, each a line. */
function controlLines(control: Control): readonly string[] {
  const { id, reason, beganAt, endsAt, revoked } = control;
  return [
    `Reason: ${reason}`,
    `Asked for by: ${whoOf(control)}`,
    ...(control.kind === 'override' ? [`Execution: ${control.executionId}`] : []),
    `From ${momentText(beganAt)} until ${momentText(endsAt)}`,
    ...(revoked === undefined ? [] : [`Revoked by: ${whoOf(revoked)}`]),
    `Id: ${id}`,
  ];
}

/** As the caller's side says, with the id by which CloudTrail proves it. */
function whoOf({ by, requestId }: Pick<Control, 'by' | 'requestId'>): string {
  const who = by ?? 'not given';
  return requestId === undefined ? who : `${who} (request ${requestId})`;
}
