import type { Evidence, Probes } from '../../model/evidence.ts';
import type { EnvironmentExpectation, TwilioRegion } from '../../model/expectation.ts';
import type { JsonObject, TwilioReply } from '../../model/twilio-api.ts';
import { answerMeaning, namedPermission } from '../answers.ts';
import { describeReply } from '../describe-reply.ts';
import { isServedIn } from '../regional-products.ts';
import type { ResourceLookup } from '../resource-lookups.ts';
import { sendingNeeds } from './needs.ts';
import type { Readiness } from './readiness.ts';
import type { SendingNeed } from './sending-need.ts';

/** What is known of one need. */
export interface NeedFact extends Pick<SendingNeed, 'what' | 'isProfile'> {
  readonly state: Readiness['state'] | 'no-permission' | 'refused' | 'not-in-region';
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
  const lookups = needs
    .map(({ lookup }) => lookup)
    .filter((lookup) => isServedIn(expectation.twilioRegion, lookup));
  return [...new Map(lookups.map((lookup) => [lookup.subject, lookup])).values()];
}

/** Reads the answers about what sending needs. */
export function sendingFacts({ expectation, probes }: Evidence): SendingFacts {
  const { needs, notes } = sendingNeeds(expectation, probes);
  const facts = needs.map(({ what, isProfile, lookup, read }): NeedFact => {
    const by = probes.resource?.[lookup.subject];
    const { twilioRegion: region, account } = expectation;
    const isServed = isServedIn(region, lookup) && !saysOtherRegion(by, region);
    return {
      what,
      isProfile,
      by,
      ...(isServed
        ? readinessOf(by, (body) => read(body, account.sid))
        : { state: 'not-in-region', found: `Twilio has it in us1 only, not in ${region}` }),
    };
  });
  return { needs: facts, notes };
}

/** Twilio's word that a Region does not have what it was asked for: 404, or a text that names its realm. */
function saysOtherRegion(reply: TwilioReply | undefined, region: TwilioRegion): boolean {
  if (region === 'us1' || reply?.kind !== 'refusal') return false;
  return answerMeaning(reply) === 'not-found' || /\brealm\b/i.test(reply.message);
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
