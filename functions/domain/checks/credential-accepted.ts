import { credentialName } from '../credential/credential-name.ts';
import type { CredentialProof } from '../facts/credential-proof.ts';
import { describeReply, describeUnproven } from '../facts/describe-reply.ts';
import type { Facts } from '../facts/facts.ts';
import { magicAnswers } from '../facts/magic-numbers.ts';
import { type CheckResult, skipped } from '../model/check-result.ts';
import type { Check } from './check.ts';

/** Twilio authenticates the credential. Only Twilio's own parsed refusal is a fail. */
export const credentialAccepted: Check = {
  id: 'credential.accepted',
  title: 'Twilio authenticates the credential',
  tier: 'live',
  judge: (facts: Facts): CheckResult => {
    const { proof, evidence } = facts;
    if (evidence.parse?.outcome === 'malformed') {
      return skipped('the stored value was not tried as it is');
    }
    if (evidence.parse?.outcome !== 'parsed') return skipped('no credential was found to try');
    const name = credentialName(evidence.parse.credential);
    if (proof.outcome === 'not-asked') {
      return { status: 'inconclusive', message: `${name} was not tried: ${proof.reason}` };
    }
    return { ...judgeProof(proof, name, facts), durationMs: proof.by.durationMs };
  },
};

type AskedProof = Exclude<CredentialProof, { outcome: 'not-asked' }>;

function judgeProof(proof: AskedProof, name: string, facts: Facts): CheckResult {
  const answer = describeReply(proof.by);
  switch (proof.outcome) {
    case 'proven':
      return { status: 'pass', message: `Twilio accepts ${name}` };
    case 'request-refused':
      return {
        status: 'pass',
        message: `Twilio accepts ${name}, and refuses one request: ${answer}`,
      };
    case 'unnamed-account':
      return { status: 'pass', message: `Twilio accepts ${name}: it answers its probe` };
    case 'other-account':
      return { status: 'pass', message: `Twilio knows ${name}, as a key of another account` };
    case 'test-credentials':
      return judgeTestPair(facts, answer);
    case 'rejected':
      return judgeRejection(facts.rotation, name, answer);
    case 'inactive':
      return rejection(`Twilio refuses ${name}: the account is not active`, answer);
    case 'undecided':
      if (proof.meaning === 'open-to-all') return openToAll(name, proof.by.request);
      return {
        status: 'inconclusive',
        message: `could not check whether Twilio accepts ${name}: ${describeUnproven(proof.by)}`,
        expected: 'the expected Twilio resource',
        found: describeUnproven(proof.by),
      };
  }
}

function openToAll(name: string, request: string): CheckResult {
  const message = `could not check whether Twilio accepts ${name}: ${request} is answered without a credential too, so that its answer proves nothing`;
  return {
    status: 'inconclusive',
    message,
    expected: 'a probe that Twilio answers to a credential only',
    found: 'a probe that answers anyone',
  };
}

/** While a rotation is under way a rejection says nothing about the value that is on its way in. */
function judgeRejection(rotation: Facts['rotation'], name: string, answer: string): CheckResult {
  if (rotation === undefined) return rejection(`Twilio rejects ${name}`, answer);
  return {
    status: 'inconclusive',
    message: `Twilio rejects ${name}, during a rotation: ${rotation}`,
    expected: 'HTTP 200',
    found: answer,
  };
}

function judgeTestPair({ evidence }: Facts, answer: string): CheckResult {
  if (evidence.expectation.credential.kind !== 'test') {
    return rejection('Twilio says these are test credentials', answer);
  }
  const { otherwise, open } = magicAnswers(evidence);
  const said = [...otherwise, ...open].join('; ');
  if (said === '') {
    return {
      status: 'pass',
      message:
        'Twilio accepts the pair as test credentials (code 20008), and answers its magic numbers as documented',
    };
  }
  return {
    status: otherwise.length > 0 ? 'fail' : 'inconclusive',
    message: `Twilio accepts the pair as test credentials (code 20008), and does not answer its magic numbers as documented: ${said}`,
    expected: 'HTTP 201 and the codes 21211 and 21217',
    found: said,
  };
}

function rejection(what: string, answer: string): CheckResult {
  return { status: 'fail', message: `${what}: ${answer}`, expected: 'HTTP 200', found: answer };
}
