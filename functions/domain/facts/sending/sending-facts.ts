import type { Evidence, Probes } from '../../model/evidence.ts';
import type { EnvironmentExpectation } from '../../model/expectation.ts';
import type { JsonObject, TwilioReply } from '../../model/twilio-api.ts';
import { answerMeaning, namedPermission } from '../answers.ts';
import { describeReply } from '../describe-reply.ts';
import type { ResourceLookup } from '../resource-lookups.ts';
import { type SendingNeed, sendingNeeds } from './needs.ts';
import type { Readiness } from './readiness.ts';

/** What is known of one need. */
export interface NeedFact extends Pick<SendingNeed, 'what' | 'isProfile'> {
  readonly state: Readiness['state'] | 'no-permission' | 'refused';
  /** What Twilio's answer said in its own word, or what there is instead of an answer. */
  readonly found: string;
  readonly by: TwilioReply | undefined;
}

export interface SendingFacts {
  readonly needs: readonly NeedFact[];
  /** What no API shows. */
  readonly notes: readonly string[];
}

/** Every lookup that the declared senders need, each once. */
export function sendingLookups(
  expectation: EnvironmentExpectation,
  probes: Probes,
): readonly ResourceLookup[] {
  const { needs } = sendingNeeds(expectation, probes);
  return [...new Map(needs.map(({ lookup }) => [lookup.subject, lookup])).values()];
}

/** Reads the answers about what sending needs. */
export function sendingFacts({ expectation, probes }: Evidence): SendingFacts {
  const { needs, notes } = sendingNeeds(expectation, probes);
  const facts = needs.map(({ what, isProfile, lookup, read }): NeedFact => {
    const by = probes.resource?.[lookup.subject];
    return {
      what,
      isProfile,
      by,
      ...readinessOf(by, (body) => read(body, expectation.account.sid)),
    };
  });
  return { needs: facts, notes };
}

function readinessOf(
  reply: TwilioReply | undefined,
  read: (body: JsonObject) => Readiness,
): Pick<NeedFact, 'state' | 'found'> {
  if (reply === undefined) return { state: 'unknown', found: 'Twilio was not asked in time' };
  if (reply.kind === 'resource') return read(reply.body);
  const meaning = answerMeaning(reply);
  if (meaning === 'no-permission') {
    return {
      state: 'no-permission',
      found: namedPermission(reply),
    };
  }
  return { state: meaning === 'rejected' ? 'refused' : 'unknown', found: describeReply(reply) };
}
