import { credentialProof } from '../../checks/credential-proof.ts';
import type { NoAnswerReason, TwilioReply } from '../../ports.ts';
import type { Confidence } from '../../report/report.ts';
import { accountResource } from '../../twilio/account-resource.ts';
import { type AnswerMeaning, answerMeaning } from '../../twilio/answer-meaning.ts';
import { describeExchange, describeUnproven } from '../../twilio/describe-reply.ts';
import type { Cause, DiagnosisContext, Finding } from '../cause.ts';
import type { CauseId } from '../cause-id.ts';
import * as commands from '../commands.ts';
import { HELP } from '../help-urls.ts';

interface Outage {
  readonly id: CauseId;
  readonly shows: (reply: TwilioReply, meaning: AnswerMeaning) => boolean;
  readonly confidence: Confidence;
  readonly says: (reply: TwilioReply) => string;
  readonly mend: string;
  readonly helpUrl: string;
}

/** Nothing came back although the host was there: Twilio's side, as far as one can tell. */
const SLOW_REASONS: readonly NoAnswerReason[] = ['timeout', 'connection-reset', 'out-of-time'];

const OUTAGES: readonly Outage[] = [
  {
    id: 'twilio.rate-limited',
    shows: (_reply, meaning) => meaning === 'rate-limited',
    confidence: 'proven',
    says: () => 'Twilio is rate limiting the account (429)',
    mend: 'Wait for the load on the account to fall, then run the check again.',
    helpUrl: HELP.twilio20429,
  },
  {
    id: 'twilio.unavailable',
    shows: (_reply, meaning) => meaning === 'unavailable',
    confidence: 'proven',
    says: () => 'Twilio answers with server errors',
    mend: "Look at Twilio's status page, then run the check again.",
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'twilio.unavailable',
    shows: (reply) => reply.kind === 'no-answer' && SLOW_REASONS.includes(reply.reason),
    confidence: 'likely',
    says: () => 'Twilio gave no answer in time',
    mend: "Look at Twilio's status page, then run the check again.",
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'network.unreachable',
    shows: (reply) => reply.kind === 'no-answer' && !SLOW_REASONS.includes(reply.reason),
    confidence: 'likely',
    says: () => 'Twilio could not be reached over the network',
    mend: 'See whether the function has a way out (VPC, NAT, firewall, DNS) to api.twilio.com:443.',
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'twilio.unexpected-response',
    shows: (_reply, meaning) => meaning === 'not-found',
    confidence: 'likely',
    says: () => 'Twilio does not find the declared account (20404)',
    mend: 'See whether account.sid is right and the account still exists: a closed one is deleted after 30 days.',
    helpUrl: HELP.account,
  },
  {
    id: 'twilio.unexpected-response',
    shows: (_reply, meaning) => meaning === 'unexpected' || meaning === 'resource',
    confidence: 'likely',
    says: sayUnexpected,
    mend: 'Look for a proxy or firewall that answers in place of Twilio; look up a code at https://www.twilio.com/docs/api/errors.',
    helpUrl: HELP.twilioStatus,
  },
];

/** What came, as short as a summary must be; the evidence tells it in full. */
function sayUnexpected(reply: TwilioReply): string {
  return reply.kind === 'unexpected'
    ? `HTTP ${reply.status} with ${reply.detail}, not Twilio's answer`
    : describeUnproven(reply);
}

/** Why it could not be told: one entry per way in which Twilio's answer says nothing. */
export const OUTAGE_CAUSES: readonly Cause[] = OUTAGES.map(outageCause);

function outageCause(outage: Outage): Cause {
  return {
    id: outage.id,
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const { replies, leaves } = openQuestions(context);
      const shown = replies.filter((reply) => outage.shows(reply, answerMeaning(reply)));
      const first = shown[0];
      if (first === undefined) return undefined;
      return {
        explains: 'inconclusive',
        confidence: outage.confidence,
        summary: `${outage.says(first)}; ${leaves}`,
        evidence: shown.map(describeExchange),
        remediation: [
          { text: outage.mend },
          { text: 'Check again.', command: commands.verifyAgain(context.evidence) },
        ],
        helpUrl: outage.helpUrl,
      };
    },
  };
}

interface OpenQuestions {
  readonly replies: readonly TwilioReply[];
  readonly leaves: string;
}

/** Either the credential itself is unproven, or it works and what its account is stays open. */
function openQuestions({ evidence, checks }: DiagnosisContext): OpenQuestions {
  const proof = credentialProof(evidence);
  if (proof.outcome === 'undecided') {
    return { replies: [proof.by], leaves: 'the credential was not judged' };
  }
  const open = checks.some((check) => check.tier === 'live' && check.status === 'inconclusive');
  const { 'own-account': own, 'audited-account': audited } = evidence.probes;
  const replies = open ? [own, audited].filter((reply) => reply !== undefined) : [];
  const declaredSid = evidence.expectation.account.sid;
  return {
    // A 404 to the auditor is Twilio's word that it does not own the account: no outage.
    replies: replies.filter(
      (reply) =>
        accountResource(reply)?.sid !== declaredSid && answerMeaning(reply) !== 'not-found',
    ),
    leaves: 'the account was not judged',
  };
}
