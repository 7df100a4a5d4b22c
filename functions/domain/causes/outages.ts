import { accountResource } from '../facts/answer-bodies.ts';
import { type AnswerMeaning, answerMeaning, saysNotFound } from '../facts/answers.ts';
import { describeExchange, describeReply, describeUnproven } from '../facts/describe-reply.ts';
import { saysNothing } from '../facts/magic-numbers.ts';
import { allResourceFacts } from '../facts/resource-facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { Confidence } from '../model/report.ts';
import type { NoAnswerReason, TwilioReply } from '../model/twilio-api.ts';
import type { Cause, DiagnosisContext, Finding } from './cause.ts';
import { HELP } from './help-urls.ts';
import { askGateAgain, checkAgain } from './steps.ts';

interface Outage {
  readonly id: string;
  readonly shows: (question: OpenQuestion, meaning: AnswerMeaning) => boolean;
  readonly confidence: Confidence;
  readonly says: (reply: TwilioReply) => string;
  readonly advice: string | ((expectation: EnvironmentExpectation) => string);
  readonly helpUrl: string;
}

/** Nothing came back although the host was there: Twilio's side, as far as one can tell. */
const SLOW_REASONS: readonly NoAnswerReason[] = ['timeout', 'connection-reset', 'out-of-time'];

const OUTAGES: readonly Outage[] = [
  {
    id: 'twilio.rate-limited',
    shows: (_question, meaning) => meaning === 'rate-limited',
    confidence: 'proven',
    says: () => 'Twilio is rate limiting the account (429)',
    advice: 'Wait for the load on the account to fall, then run the check again.',
    helpUrl: HELP.twilio20429,
  },
  {
    id: 'twilio.unavailable',
    shows: (_question, meaning) => meaning === 'unavailable',
    confidence: 'proven',
    says: () => 'Twilio is down: it answers with server errors',
    advice: "Look at Twilio's status page, then run the check again.",
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'twilio.unavailable',
    shows: ({ reply }) => reply.kind === 'no-answer' && SLOW_REASONS.includes(reply.reason),
    confidence: 'likely',
    says: (reply) =>
      isReset(reply) ? 'the connection to Twilio broke' : 'Twilio gave no answer in time',
    advice: "Look at Twilio's status page, then run the check again.",
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'network.unreachable',
    shows: ({ reply }) => reply.kind === 'no-answer' && !SLOW_REASONS.includes(reply.reason),
    confidence: 'likely',
    says: () => 'Twilio could not be reached over the network',
    advice:
      'See whether the function has a way out (VPC, NAT, firewall, DNS) to api.twilio.com:443.',
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'twilio.unexpected-response',
    shows: findsNoAccount,
    confidence: 'likely',
    says: () => 'Twilio does not find the declared account (20404)',
    advice:
      'See whether account.sid is right and the account still exists: a closed one is deleted after 30 days.',
    helpUrl: HELP.account,
  },
  {
    id: 'twilio.unexpected-response',
    shows: (question, meaning) =>
      meaning === 'other-error' || (meaning === 'not-found' && !findsNoAccount(question, meaning)),
    confidence: 'likely',
    says: describeReply,
    advice: ({ twilioRegion }) =>
      `Twilio itself does not accept this request of Region ${twilioRegion}: its code and text say why, and https://www.twilio.com/docs/api/errors lists the codes.${IN_REGION[twilioRegion]}`,
    helpUrl: HELP.twilioErrors,
  },
  {
    id: 'twilio.unexpected-response',
    shows: (_question, meaning) => meaning === 'unexpected' || meaning === 'resource',
    confidence: 'likely',
    says: sayUnexpected,
    advice: 'Look for a proxy or firewall that answers in place of Twilio.',
    helpUrl: HELP.twilioStatus,
  },
];

const NOT_US1 = ' See whether twilioRegion is right: not every Region has every endpoint.';
const IN_REGION = { us1: '', ie1: NOT_US1, au1: NOT_US1 } as const;

/** Twilio's 20404 for the account itself; with any other text, or for a resource, it is about something else. */
function findsNoAccount({ reply, isResource }: OpenQuestion, meaning: AnswerMeaning): boolean {
  return meaning === 'not-found' && saysNotFound(reply) && isResource !== true;
}

function isReset(reply: TwilioReply): boolean {
  return reply.kind === 'no-answer' && reply.reason === 'connection-reset';
}

/** What came, as short as a summary must be; the evidence tells it in full. */
function sayUnexpected(reply: TwilioReply): string {
  return reply.kind === 'unexpected'
    ? `HTTP ${reply.status} with ${reply.detail}, not Twilio's answer`
    : describeUnproven(reply);
}

/** Why something could not be checked: one entry per way in which Twilio's answer says nothing. */
export const OUTAGE_CAUSES: readonly Cause[] = OUTAGES.map(outageCause);

function outageCause(outage: Outage): Cause {
  return {
    id: outage.id,
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const shown = openQuestions(context).filter((question) =>
        outage.shows(question, answerMeaning(question.reply)),
      );
      const first = shown[0];
      const again = outage.id === 'network.unreachable' ? askGateAgain : checkAgain;
      if (first === undefined) return undefined;
      return {
        explains: 'inconclusive',
        confidence: outage.confidence,
        summary: `${outage.says(first.reply)}; ${first.leaves} was not judged`,
        evidence: shown.map(({ reply }) => describeExchange(reply)),
        remediation: [{ text: adviceOf(outage, context) }, again(context.evidence)],
        helpUrl: outage.helpUrl,
      };
    },
  };
}

function adviceOf({ advice }: Outage, { evidence }: DiagnosisContext): string {
  return typeof advice === 'string' ? advice : advice(evidence.expectation);
}

interface OpenQuestion {
  readonly reply: TwilioReply;
  /** What could not be judged for want of an answer. */
  readonly leaves: string;
  /** A probe, a declared resource, or what sending needs: no account. */
  readonly isResource?: boolean | undefined;
}

/** Either the credential itself is unproven, or it works and something else about it stays open. */
function openQuestions({ evidence, facts, checks }: DiagnosisContext): readonly OpenQuestion[] {
  if (facts.proof.outcome === 'undecided') {
    const { by: reply, meaning } = facts.proof;
    const { probe, 'probe-without-key': without } = evidence.probes;
    const isResource = reply === probe || reply === without;
    return meaning === 'open-to-all' ? [] : [{ reply, leaves: 'the credential', isResource }];
  }
  const open = checks.some(
    ({ tier, status }) => tier !== 'offline' && tier !== 'audit' && status === 'inconclusive',
  );
  if (!open) return [];
  const {
    'own-account': own,
    'audited-account': audited,
    'webhook-account': webhook,
  } = evidence.probes;
  return [
    // A 404 to the auditor is Twilio's word that it does not own the account: no outage.
    ...asked('the account', [own, audited], evidence).filter(
      ({ reply }) => answerMeaning(reply) !== 'not-found',
    ),
    ...asked('the webhook Auth Token', [webhook], evidence),
    ...Object.entries(evidence.probes.magic ?? {})
      .filter(([, reply]) => saysNothing(reply))
      .map(([leaves, reply]) => ({ reply, leaves })),
    ...allResourceFacts(facts.resources).flatMap(({ state, by, name }) =>
      state === 'unknown' && by !== undefined
        ? [{ reply: by, leaves: name, isResource: true }]
        : [],
    ),
    // A state that is not known here is Twilio's answer all right: no outage.
    ...facts.sending.needs.flatMap(({ state, by, what }) =>
      state === 'unknown' && by !== undefined && by.kind !== 'resource'
        ? [{ reply: by, leaves: what, isResource: true }]
        : [],
    ),
    ...asked(
      'its reach',
      facts.reachAnswers.open.map(({ accountSid }) => evidence.probes.reach?.[accountSid]),
      evidence,
    ),
  ];
}

/** The replies that there are, and that are not the declared account. */
function asked(
  leaves: string,
  replies: readonly (TwilioReply | undefined)[],
  { expectation }: Evidence,
): readonly OpenQuestion[] {
  return replies
    .filter((reply) => reply !== undefined)
    .filter((reply) => accountResource(reply)?.sid !== expectation.account.sid)
    .map((reply) => ({ reply, leaves }));
}
