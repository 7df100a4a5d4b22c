import { webhookAuthToken } from '../checks/webhook-auth-token.ts';
import type { AnswerMeaning } from '../facts/answers.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain } from './steps.ts';

/** The secret holds no Auth Token beside its key, though webhooks are declared to need one. */
export const webhookTokenMissing: Cause = {
  id: 'secret.missing-field',
  failureType: 'ConfigurationError',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const check = checkThat(context, webhookAuthToken, 'fail');
    const { authToken, expectation } = context.evidence;
    if (check === undefined || authToken?.outcome !== 'missing') return undefined;
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: check.message,
      evidence: [`${expectation.secret.id}: ${check.message}`],
      remediation: steps(
        context,
        `Store the primary Auth Token of ${expectation.account.sid} as ${authToken.jsonField} beside the API key, or declare "webhookAuthToken": false if nothing checks webhook signatures.`,
      ),
      helpUrl: HELP.webhookSecurity,
    };
  },
};

interface Refusal {
  readonly id: string;
  readonly meaning: AnswerMeaning;
  readonly confidence: Finding['confidence'];
  readonly summary: string;
  readonly advice: (accountSid: string) => string;
  readonly helpUrl: string;
}

const REFUSALS: readonly Refusal[] = [
  {
    id: 'credential.test-credentials',
    meaning: 'test-credentials',
    confidence: 'proven',
    summary: 'its webhook Auth Token is that of test credentials (20008), which sign no webhook',
    advice: (sid) => `Copy the live Auth Token of ${sid} from the Twilio Console.`,
    helpUrl: HELP.twilio20008,
  },
  {
    id: 'account.suspended',
    meaning: 'inactive',
    confidence: 'likely',
    summary: 'Twilio refuses its webhook Auth Token: the account is probably suspended',
    advice: (sid) =>
      `See in the Twilio Console whether ${sid} or its parent is suspended or closed.`,
    helpUrl: HELP.twilio20005,
  },
  {
    id: 'credential.rejected',
    meaning: 'rejected',
    confidence: 'likely',
    summary:
      'Twilio rejects its webhook Auth Token (20003): it is probably rotated, or of another account',
    advice: (sid) =>
      `Copy the primary Auth Token of ${sid} from the Twilio Console: only that one signs its webhooks, not its parent's.`,
    helpUrl: HELP.twilio20003,
  },
];

/** Twilio refuses the webhook Auth Token by itself, whatever it says of the API key beside it. */
export const WEBHOOK_REFUSALS: readonly Cause[] = REFUSALS.map(refusalCause);

function refusalCause({ id, meaning, confidence, summary, advice, helpUrl }: Refusal): Cause {
  return {
    id,
    diagnose: (context: DiagnosisContext): Finding | undefined => {
      const check = checkThat(context, webhookAuthToken, 'fail');
      const answer = context.facts.answers['webhook-account'];
      if (check === undefined || answer?.meaning !== meaning) return undefined;
      return {
        explains: 'fail',
        confidence,
        summary,
        evidence: [describeExchange(answer.by)],
        remediation: steps(context, advice(context.evidence.expectation.account.sid)),
        helpUrl,
      };
    },
  };
}

function steps({ evidence }: DiagnosisContext, advice: string): Finding['remediation'] {
  return [
    { text: advice },
    { text: 'Store it with the rest of the secret.', command: commands.putSecretValue(evidence) },
    checkAgain(evidence),
  ];
}
