import { credentialProof } from '../../checks/credential-proof.ts';
import type { Evidence } from '../../evidence.ts';
import type { NoAnswerReason, TwilioReply } from '../../ports.ts';
import type { Confidence } from '../../report/report.ts';
import { type AnswerMeaning, answerMeaning } from '../../twilio/answer-meaning.ts';
import { describeExchange, describeReply } from '../../twilio/describe-reply.ts';
import type { Cause, DiagnosisContext, Finding } from '../cause.ts';
import type { CauseId } from '../cause-id.ts';
import * as commands from '../commands.ts';
import { HELP } from '../help-urls.ts';

interface Outage {
  readonly id: CauseId;
  readonly shows: (reply: TwilioReply, meaning: AnswerMeaning) => boolean;
  readonly confidence: Confidence;
  readonly says: string;
  readonly mend: string;
  readonly helpUrl: string;
}

/** Nothing came back although the host was there: Twilio's side, as far as one can tell. */
const SLOW_REASONS: readonly NoAnswerReason[] = ['timeout', 'connection-reset', 'out-of-time'];

const OUTAGES: readonly Outage[] = [
  {
    id: 'credential.insufficient-permission',
    shows: (_reply, meaning) => meaning === 'no-permission',
    confidence: 'likely',
    says: 'Twilio says a permission is missing (70051); the key may be perfectly good',
    mend: 'Allow the key to list phone numbers (/twilio/api/incoming-phone-numbers/list), or declare a Standard key.',
    helpUrl: HELP.twilio70051,
  },
  {
    id: 'twilio.rate-limited',
    shows: (_reply, meaning) => meaning === 'rate-limited',
    confidence: 'proven',
    says: 'Twilio is rate limiting the account (429); nothing is known about the credential',
    mend: 'Wait for the load on the account to fall, then run the check again; the credential was not judged.',
    helpUrl: HELP.twilio20429,
  },
  {
    id: 'twilio.unavailable',
    shows: (_reply, meaning) => meaning === 'unavailable',
    confidence: 'proven',
    says: 'Twilio answers with server errors; nothing is known about the credential',
    mend: "Look at Twilio's status page, then run the check again; the credential was not judged.",
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'twilio.unavailable',
    shows: (reply) => reply.kind === 'no-answer' && SLOW_REASONS.includes(reply.reason),
    confidence: 'likely',
    says: 'Twilio gave no answer in time; nothing is known about the credential',
    mend: "Look at Twilio's status page, then run the check again; the credential was not judged.",
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'network.unreachable',
    shows: (reply) => reply.kind === 'no-answer' && !SLOW_REASONS.includes(reply.reason),
    confidence: 'likely',
    says: 'Twilio could not be reached over the network; nothing is known about the credential',
    mend: 'See whether the function has a way out (VPC, NAT, firewall, DNS) to api.twilio.com:443.',
    helpUrl: HELP.twilioStatus,
  },
  {
    id: 'twilio.unexpected-response',
    shows: (_reply, meaning) => ['unexpected', 'not-found', 'resource'].includes(meaning),
    confidence: 'likely',
    says: 'the answer is not what Twilio sends for this account; nothing is known about the credential',
    mend: 'Look for a proxy or firewall that answers in place of Twilio, and whether the declared Account SID exists.',
    helpUrl: HELP.twilioStatus,
  },
];

/** Why it could not be told: one entry per way in which Twilio's answer says nothing. */
export const OUTAGE_CAUSES: readonly Cause[] = OUTAGES.map(outageCause);

function outageCause(outage: Outage): Cause {
  return {
    id: outage.id,
    diagnose: ({ evidence }: DiagnosisContext): Finding | undefined => {
      const reply = undecidedReply(evidence);
      if (reply === undefined || !outage.shows(reply, answerMeaning(reply))) return undefined;
      return {
        explains: 'inconclusive',
        confidence: outage.confidence,
        summary: outage.says,
        evidence: [describeExchange(reply)],
        remediation: [
          { text: outage.mend },
          { text: 'Check again.', command: commands.verifyAgain(evidence) },
        ],
        helpUrl: outage.helpUrl,
      };
    },
  };
}

function undecidedReply(evidence: Evidence): TwilioReply | undefined {
  const proof = credentialProof(evidence);
  return proof.outcome === 'undecided' ? proof.by : undefined;
}

/** The environment's own credential is fine; what the auditor should have told is missing. */
export const auditorBlind: Cause = {
  id: 'credential.insufficient-permission',
  diagnose: ({ evidence, checks }: DiagnosisContext): Finding | undefined => {
    const undecided = checks.some(
      ({ id, status }) =>
        status === 'inconclusive' && (id === 'account.parent' || id === 'account.active'),
    );
    const why = undecided ? whyBlind(evidence) : undefined;
    if (why === undefined) return undefined;
    return {
      explains: 'inconclusive',
      confidence: 'possible',
      summary: `the auditor credential cannot read the account: ${why}`,
      evidence: [why],
      remediation: [
        { text: 'Verify the secret declared as auditor: a Main key or Auth Token of the parent.' },
        { text: 'Check again.', command: commands.verifyAgain(evidence) },
      ],
      helpUrl: HELP.subaccounts,
    };
  },
};

function whyBlind(evidence: Evidence): string | undefined {
  if (evidence.auditor.state === 'unusable') return evidence.auditor.reason;
  const audited = evidence.probes['audited-account'];
  return audited === undefined ? undefined : describeReply(audited);
}
