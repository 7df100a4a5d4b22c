import { webhookAuthToken } from '../checks/webhook-auth-token.ts';
import { isPrimaryToken } from '../facts/answers.ts';
import { describeExchange } from '../facts/describe-reply.ts';
import { type Cause, checkThat, type DiagnosisContext, type Finding } from './cause.ts';
import * as commands from './commands.ts';
import { HELP } from './help-urls.ts';
import { checkAgain, TAKE_PRIMARY_TOKEN } from './steps.ts';

/** Twilio accepts the webhook Auth Token and shows another one as the account's primary: only that one signs. */
export const secondaryToken: Cause = {
  id: 'credential.secondary-token',
  diagnose: (context: DiagnosisContext): Finding | undefined => {
    const { evidence, facts } = context;
    const { 'webhook-account': webhook, 'own-account': own } = facts.answers;
    const answer = webhook ?? own;
    const check = checkThat(context, webhookAuthToken, 'fail');
    if (check === undefined || answer === undefined || isPrimaryToken(answer) !== false) {
      return undefined;
    }
    return {
      explains: 'fail',
      confidence: 'proven',
      summary: 'its webhook Auth Token is the secondary one: Twilio signs with the primary one',
      evidence: [
        describeExchange(answer.by),
        `the answer shows another Auth Token as the primary one of ${evidence.expectation.account.sid}`,
      ],
      remediation: [
        TAKE_PRIMARY_TOKEN,
        { text: 'Store it.', command: commands.putSecretValue(evidence) },
        checkAgain(evidence),
      ],
      helpUrl: HELP.webhookSecurity,
    };
  },
};
