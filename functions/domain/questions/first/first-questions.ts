import { allEnded } from '../../concurrency/all-settled-or-throw.ts';
import { createLimiter } from '../../concurrency/limiter.ts';
import { type CredentialFacts, credentialFactsOf } from '../../facts/facts.ts';
import { MAGIC_ORDERS } from '../../facts/magic-numbers.ts';
import { MOST_ACCOUNTS_ASKED } from '../../facts/reachable-accounts.ts';
import { resourceLookups } from '../../facts/resource-lookups.ts';
import { sendingLookups } from '../../facts/sending/sending-facts.ts';
import type { Credential } from '../../model/credential.ts';
import type { DeclaredAccount, Probe, Probes } from '../../model/evidence.ts';
import type { EnvironmentExpectation } from '../../model/expectation.ts';
import type { Redacted } from '../../model/redacted.ts';
import { type TwilioReply, withoutToken } from '../../model/twilio-api.ts';
import { AUDITOR_REGION, type Auditor } from '../auditor.ts';
import { questionNamed } from '../question.ts';
import { type Asker, basicCredential, bearer } from '../twilio-questions.ts';
import { accessToken } from './access-token.ts';
import { auditedAccount } from './audited-account.ts';
import { auditedKeys } from './audited-keys.ts';
import type { FirstKnown, FirstQuestion, SendQuestion } from './first-question.ts';
import { magic } from './magic.ts';
import { ownAccount } from './own-account.ts';
import { phoneNumbers } from './phone-numbers.ts';
import { probe, probeWithoutKey } from './probe.ts';
import { reach } from './reach.ts';
import { resourceLookup, resourceQuestion } from './resources.ts';
import { webhookAccount } from './webhook-account.ts';

/** What is asked of every environment, in the order of the evidence. */
const ALWAYS: readonly FirstQuestion[] = [
  accessToken,
  probe,
  probeWithoutKey,
  phoneNumbers,
  ownAccount,
  webhookAccount,
  auditedAccount,
  auditedKeys,
  ...MAGIC_ORDERS.map(magic),
];

/** Questions of a kind that is asked of several subjects. */
const BY_SUBJECT = { reach, resource: resourceQuestion } as const;

/** The first question that the evidence names. */
export function firstQuestionOf(id: Probe): FirstQuestion {
  return id.kind === 'reach' || id.kind === 'resource'
    ? BY_SUBJECT[id.kind](id.subject)
    : questionNamed(id, ALWAYS);
}

export interface FirstPlan {
  readonly expectation: EnvironmentExpectation;
  readonly declared: readonly DeclaredAccount[];
  readonly credential: Credential;
  /** The Auth Token to try for webhooks, where one is declared beside an API key. */
  readonly webhookToken?: Redacted<string> | undefined;
  /** Awaited only by the questions that it asks. */
  readonly auditor: Promise<Auditor>;
  readonly hasAuditor: boolean;
  readonly send: SendQuestion;
}

/**
 * A bound, since a declaration may name hundreds of resources and Twilio limits the requests that an
 * account has at once; so high that what applications declare is still asked in one round trip.
 */
const QUESTIONS_AT_ONCE = 60;

/** Rounds in which the credential and its account are asked about. */
const ROUNDS_OF_CREDENTIAL = 3;

/** Further rounds read further pages of numbers: each is a round trip, and all share the run's time. */
const MOST_ROUNDS = 20;

/**
 * Asks Twilio what the checks need, at most 60 questions at once: one for an Auth Token; for an API key,
 * or one after the other for an OAuth client, two (for a Restricted key with a probe this one, with the
 * key and without it, in place of the list); one more where the key's type is declared and another
 * credential must show the rest; one more where its age or label is declared and an auditor can show them.
 *
 * A second round only where Twilio denies: the auditor's question, to separate a suspended account from
 * a wrong secret, or the key's own, to separate another account's key from a dead one. A third only where
 * the credential could reach other environments' accounts: a subaccount's never does. During an outage
 * either would only be more questions without answer.
 */
export async function askFirstQuestions(plan: FirstPlan): Promise<Probes> {
  let probes: Probes = {};
  let facts = factsBy(plan, probes);
  const { send, own } = sessionOf(plan);
  const limited = createLimiter(QUESTIONS_AT_ONCE);
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const known = knownBefore(round, { ...plan, own: own() }, facts);
    const others = known.facts.others.slice(0, MOST_ACCOUNTS_ASKED);
    const open = [
      ...ALWAYS,
      ...resourceLookups(plan.expectation, probes).map(resourceLookup),
      ...sendingLookups(plan.expectation, probes).map(resourceLookup),
      ...others.map(({ accountSid }) => reach(accountSid)),
    ].filter((question) => replyTo(question.id, probes) === undefined && question.applies(known));
    if (open.length === 0 && round >= ROUNDS_OF_CREDENTIAL) break;
    const replies = await allEnded(
      open.map((question) => limited(() => question.ask(known, send))),
    );
    for (const [index, question] of open.entries()) {
      probes = withReply(probes, question.id, replies[index]);
    }
    if (open.length > 0) facts = factsBy(plan, probes);
  }
  return probes;
}

/** The environment's credential in use: an access token is kept here, and in no reply that becomes evidence. */
function sessionOf({ credential, expectation, send }: FirstPlan): {
  readonly send: SendQuestion;
  readonly own: () => Asker | undefined;
} {
  if (credential.kind !== 'oauth-client') {
    const asker = { credential: basicCredential(credential), region: expectation.twilioRegion };
    return { send, own: () => asker };
  }
  let asker: Asker | undefined;
  return {
    own: () => asker,
    send: async (question) => {
      const reply = await send(question);
      if (reply.kind !== 'resource' || reply.accessToken === undefined) return reply;
      asker = bearer(credential, reply.accessToken);
      return withoutToken(reply);
    },
  };
}

function replyTo(id: Probe, probes: Probes): TwilioReply | undefined {
  return id.subject === undefined ? probes[id.kind] : probes[id.kind]?.[id.subject];
}

function withReply(probes: Probes, id: Probe, reply: TwilioReply | undefined): Probes {
  if (reply === undefined) return probes;
  const { kind, subject } = id;
  const value = subject === undefined ? reply : { ...probes[kind], [subject]: reply };
  return { ...probes, [kind]: value };
}

function factsBy(
  { expectation, declared, credential }: FirstPlan,
  probes: Probes,
): CredentialFacts {
  const parse = { outcome: 'parsed', credential, warnings: [] } as const;
  return credentialFactsOf({ expectation, declared, parse, probes });
}

function knownBefore(
  round: number,
  plan: FirstPlan & Pick<FirstKnown, 'own'>,
  facts: CredentialFacts,
): FirstKnown {
  const { credential, webhookToken, hasAuditor } = plan;
  const { account, twilioRegion: region } = plan.expectation;
  return {
    round,
    facts,
    credential,
    hasAuditor,
    own: plan.own,
    // The declared account, whatever SID the secret holds: its webhooks are the ones to be signed.
    webhook: webhookToken && {
      credential: { username: account.sid, password: webhookToken },
      region,
    },
    auditor: async () => {
      const { credential: auditor } = await plan.auditor;
      return auditor && { credential: auditor, region: AUDITOR_REGION };
    },
  };
}
