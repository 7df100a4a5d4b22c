import type { Probe, Probes } from '../model/evidence.ts';
import type { TwilioReply } from '../model/ports.ts';

/** A question that was asked of every environment, and Twilio's reply to it. */
export interface ProbeAnswer {
  readonly question: Probe;
  readonly reply: TwilioReply;
}

/** Every question that was sent, in the order in which they were. */
export function probeAnswers({ reach = {}, ...single }: Probes): readonly ProbeAnswer[] {
  const kinds = Object.keys(single) as (keyof typeof single)[];
  const answers = kinds.flatMap((kind) => {
    const reply = single[kind];
    return reply === undefined ? [] : [{ question: { kind }, reply }];
  });
  const reached = Object.entries(reach).map(
    ([subject, reply]): ProbeAnswer => ({ question: { kind: 'reach', subject }, reply }),
  );
  return [...answers, ...reached];
}
