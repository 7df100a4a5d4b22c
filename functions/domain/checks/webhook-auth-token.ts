import type { Answer } from '../facts/answers.ts';
import { isRefusal, type Refusal } from '../facts/answers.ts';
import { describeReply, describeUnproven } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import { isTheCredential } from '../facts/secret-facts.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { Check } from './check.ts';

/**
 * The Auth Token used for webhook signatures works too: it stands beside the API key, has the right
 * form, and Twilio accepts it as the declared account's. Where the credential is an Auth Token itself the
 * two are one value, which `credential.accepted` judges; it passes here only if that is proven.
 */
export const webhookAuthToken: Check = {
  id: 'webhook.auth-token',
  title: 'The Auth Token used for webhook signatures works too',
  tier: 'live',
  judge: (facts: Facts): CheckResult => {
    const { expectation, authToken } = facts.evidence;
    if (expectation.webhookAuthToken !== true) {
      return skipped('the configuration declares no webhookAuthToken');
    }
    if (authToken === undefined) return skipped('no JSON secret was read to look for it in');
    if (isTheCredential(facts.evidence)) return judgeCredential(facts);
    switch (authToken.outcome) {
      case 'missing':
        return judgeMissing(authToken.jsonField);
      case 'malformed':
        return judgeForm(listed(authToken.issues));
      case 'parsed':
        return judgeAnswer(facts, listed(authToken.warnings));
    }
  },
};

function judgeCredential({ evidence, proof }: Facts): CheckResult {
  const { sid } = evidence.expectation.account;
  return proof.outcome === 'proven' && proof.accountSid === sid
    ? { ...pass('the credential is that Auth Token'), durationMs: proof.by.durationMs }
    : skipped('the credential is that Auth Token, and credential.accepted judges it');
}

function judgeMissing(jsonField: string): CheckResult {
  return {
    status: 'fail',
    message: `the secret lacks ${jsonField}, the Auth Token for webhook signatures`,
    expected: `an Auth Token in ${jsonField}`,
    found: 'no such field',
  };
}

function judgeForm(issues: string): CheckResult {
  return {
    status: 'fail',
    message: `webhook Auth Token: ${issues}`,
    expected: 'an Auth Token of the right form',
    found: issues,
  };
}

function judgeAnswer({ evidence, answers }: Facts, warnings: string): CheckResult {
  const answer = answers['webhook-account'];
  if (answer === undefined) return skipped('Twilio was not asked: no credential stands beside it');
  const { sid } = evidence.expectation.account;
  return { ...judgeReply(answer, sid, warnings), durationMs: answer.by.durationMs };
}

const REFUSED: Readonly<Record<Refusal, (sid: string) => string>> = {
  rejected: (sid) => `Twilio rejects the webhook Auth Token for account ${sid}`,
  'test-credentials': () => 'Twilio says the webhook Auth Token is of test credentials',
  inactive: () => 'Twilio refuses the webhook Auth Token: the account is not active',
};

function judgeReply({ verdict, meaning, by }: Answer, sid: string, warnings: string): CheckResult {
  if (verdict === 'yes') {
    return warnings === ''
      ? pass(`Twilio accepts the webhook Auth Token of account ${sid}`)
      : { status: 'warn', message: `webhook Auth Token: ${warnings}` };
  }
  if (!isRefusal(meaning)) return undecided(describeUnproven(by));
  const found = describeReply(by);
  const message = `${REFUSED[meaning](sid)}: ${found}`;
  return { status: 'fail', message, expected: 'HTTP 200', found };
}

function undecided(found: string): CheckResult {
  return {
    status: 'inconclusive',
    message: `could not check whether Twilio accepts the webhook Auth Token: ${found}`,
    expected: 'the expected Twilio resource',
    found,
  };
}

function listed(issues: readonly { readonly message: string }[]): string {
  return issues.map(({ message }) => message).join('; ');
}
