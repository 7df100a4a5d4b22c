import { credentialProof } from '../facts/credential-proof.ts';
import { describeReply, describeUnproven } from '../facts/describe-reply.ts';
import { isTheCredential, type WebhookAnswer, webhookAnswer } from '../facts/webhook-token.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { Evidence } from '../model/evidence.ts';
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
  judge: (evidence: Evidence): CheckResult => {
    const { expectation, authToken } = evidence;
    if (expectation.webhookAuthToken !== true) {
      return skipped('the configuration declares no webhookAuthToken');
    }
    if (authToken === undefined) return skipped('no JSON secret was read to look for it in');
    if (isTheCredential(evidence)) return judgeCredential(evidence);
    switch (authToken.outcome) {
      case 'missing':
        return judgeMissing(authToken.jsonField);
      case 'malformed':
        return judgeForm(listed(authToken.issues));
      case 'parsed':
        return judgeAnswer(evidence, listed(authToken.warnings));
    }
  },
};

function judgeCredential(evidence: Evidence): CheckResult {
  const proof = credentialProof(evidence);
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

function judgeAnswer(evidence: Evidence, warnings: string): CheckResult {
  const answer = webhookAnswer(evidence);
  if (answer === undefined) return skipped('Twilio was not asked: no credential stands beside it');
  const { sid } = evidence.expectation.account;
  return { ...judgeReply(answer, sid, warnings), durationMs: answer.by.durationMs };
}

function judgeReply(answer: WebhookAnswer, sid: string, warnings: string): CheckResult {
  switch (answer.meaning) {
    case 'resource':
      return warnings === ''
        ? pass(`Twilio accepts the webhook Auth Token of account ${sid}`)
        : { status: 'warn', message: `webhook Auth Token: ${warnings}` };
    case 'rejected':
      return refused(`Twilio rejects the webhook Auth Token for account ${sid}`, answer);
    case 'test-credentials':
      return refused('Twilio says the webhook Auth Token is of test credentials', answer);
    case 'inactive':
      return refused('Twilio refuses the webhook Auth Token: the account is not active', answer);
    case 'no-permission':
    case 'not-found':
    case 'rate-limited':
    case 'unavailable':
    case 'unexpected':
    case 'no-answer':
      return undecided(describeUnproven(answer.by));
  }
}

function refused(what: string, { by }: WebhookAnswer): CheckResult {
  const found = describeReply(by);
  return { status: 'fail', message: `${what}: ${found}`, expected: 'HTTP 200', found };
}

function undecided(found: string): CheckResult {
  return {
    status: 'inconclusive',
    message: `could not tell whether Twilio accepts the webhook Auth Token: ${found}`,
    expected: 'the expected Twilio resource',
    found,
  };
}

function listed(issues: readonly { readonly message: string }[]): string {
  return issues.map(({ message }) => message).join('; ');
}
