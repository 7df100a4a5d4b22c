import type { Probe, Probes, SubjectKind } from '../model/evidence.ts';
import type { TwilioReply } from '../model/twilio-api.ts';

/** A question that was asked of every environment, and Twilio's reply to it. */
export interface ProbeAnswer {
  readonly question: Probe;
  readonly reply: TwilioReply;
}

/** Every question that was sent, in the order in which they were. */
export function probeAnswers({
  reach = {},
  resource = {},
  magic = {},
  ...single
}: Probes): readonly ProbeAnswer[] {
  const kinds = Object.keys(single) as (keyof typeof single)[];
  const answers = kinds.flatMap((kind) => {
    const reply = single[kind];
    return reply === undefined ? [] : [{ question: { kind }, reply }];
  });
  return [
    ...answers,
    ...bySubject('magic', magic),
    ...bySubject('resource', resource),
    ...bySubject('reach', reach),
  ];
}

function bySubject(
  kind: SubjectKind,
  replies: Readonly<Record<string, TwilioReply>>,
): readonly ProbeAnswer[] {
  return Object.entries(replies).map(([subject, reply]) => ({
    question: { kind, subject },
    reply,
  }));
}
