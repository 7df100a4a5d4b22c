import {
  type AccountAnswer,
  isForProfile,
  isPrimaryToken,
  isRefusal,
  type Refusal,
} from '../facts/answers.ts';
import { describeReply, describeUnproven } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import { isTheCredential } from '../facts/secret-facts.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Check } from './check.ts';

/**
 * The Auth Token used for webhook signatures works too: it stands beside the API key, has the right
 * form, and Twilio accepts it as the declared account's and shows it as the primary one: only that one signs
 * (https://www.twilio.com/docs/usage/webhooks/webhooks-security). Where the credential is an Auth Token itself the
 * two are one value, which `credential.accepted` judges; it passes here only if that is proven.
 */
export const webhookAuthToken: Check = {
  id: 'webhook.auth-token',
  title: 'The Auth Token used for webhook signatures works, and is the primary one',
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

function judgeCredential({ evidence, proof, answers }: Facts): CheckResult {
  const { sid } = evidence.expectation.account;
  if (proof.outcome !== 'proven' || proof.accountSid !== sid) {
    return skipped('the credential is that Auth Token, and credential.accepted judges it');
  }
  const result = judgePrimary(
    answers['own-account'],
    evidence,
    'the credential is that Auth Token',
  );
  return { ...result, durationMs: proof.by.durationMs };
}

function judgePrimary(
  answer: AccountAnswer | undefined,
  evidence: Evidence,
  accepted: string,
): CheckResult {
  switch (isPrimaryToken(answer)) {
    case true:
      return pass(`${accepted}, the primary one`);
    case undefined:
      return skipped(`${accepted}; Twilio did not show the primary one to compare it with`);
    case false:
      return judgeSecondary(evidence);
  }
}

function judgeSecondary({ expectation, secret }: Evidence): CheckResult {
  const { sid } = expectation.account;
  if (secret.versionStage === 'AWSPENDING') {
    return skipped(`a pending version is the secondary Auth Token of ${sid} until it is promoted`);
  }
  return {
    status: 'fail',
    message: `the webhook Auth Token is the secondary one of account ${sid}, which signs no webhook`,
    expected: 'the primary Auth Token',
    found: 'the secondary Auth Token',
  };
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
  return { ...judgeReply(answer, evidence, warnings), durationMs: answer.by.durationMs };
}

const REFUSED: Readonly<Record<Refusal, (sid: string) => string>> = {
  rejected: (sid) => `Twilio rejects the webhook Auth Token for account ${sid}`,
  'test-credentials': () => 'Twilio says the webhook Auth Token is of test credentials',
  inactive: () => 'Twilio refuses the webhook Auth Token: the account is not active',
};

function judgeReply(answer: AccountAnswer, evidence: Evidence, warnings: string): CheckResult {
  const { verdict, meaning, by } = answer;
  const { sid } = evidence.expectation.account;
  if (verdict === 'yes') {
    const accepted = `Twilio accepts the webhook Auth Token of account ${sid}`;
    const result = judgePrimary(answer, evidence, accepted);
    return warnings === '' || result.status === 'fail'
      ? result
      : { status: 'warn', message: `webhook Auth Token: ${warnings}` };
  }
  if (!isRefusal(meaning) || isForProfile(by)) return undecided(describeUnproven(by));
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
