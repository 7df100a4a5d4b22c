import type {
  ApiKeyCredential,
  AuthTokenCredential,
  Credential,
} from '../credential/credential.ts';
import type { ProbeId, Probes } from '../evidence.ts';
import type { EnvironmentExpectation } from '../expectation.ts';
import type { TwilioQuestion, TwilioReply } from '../ports.ts';
import { type AnswerMeaning, answerMeaning } from '../twilio/answer-meaning.ts';
import { accountQuestion, basicCredential, phoneNumbersQuestion } from '../twilio/questions.ts';
import { allEnded } from './all-ended.ts';
import type { Auditor } from './auditor.ts';

export interface ProbePlan {
  readonly expectation: EnvironmentExpectation;
  readonly credential: Credential;
  /** Awaited only by the questions that it asks. */
  readonly auditor: Promise<Auditor>;
  readonly hasAuditor: boolean;
  readonly ask: (question: TwilioQuestion) => Promise<TwilioReply>;
}

/**
 * Asks Twilio what the checks need, all at once: one question for an Auth Token, two for an API key
 * (three where a key type other than Main is declared and an auditor must tell the rest). One more
 * question in a second step, only where Twilio denies: the auditor's, to tell a suspended account from
 * a wrong secret, or the key's own, to tell another account's key from a dead one. During an outage
 * it would only be one more question without answer.
 */
export async function probeTwilio(all: ProbePlan): Promise<Probes> {
  const { credential } = all;
  if (credential.kind === 'oauth-client') return {};
  const plan: BasicPlan = { ...all, credential };
  const asked = await allEnded(firstWave(plan).map((id) => askProbe(id, plan)));
  const probes: Probes = Object.assign({}, ...asked);
  const id = secondStep(probes, plan);
  return id === undefined ? probes : { ...probes, ...(await askProbe(id, plan)) };
}

/** Only what Twilio takes by basic authentication is asked for. */
interface BasicPlan extends ProbePlan {
  readonly credential: ApiKeyCredential | AuthTokenCredential;
}

function secondStep(probes: Probes, { hasAuditor }: BasicPlan): ProbeId | undefined {
  const numbers = probes['phone-numbers'];
  const own = probes['own-account'];
  if (own === undefined) {
    return numbers !== undefined && answerMeaning(numbers) === 'rejected'
      ? 'own-account'
      : undefined;
  }
  const unaudited = hasAuditor && probes['audited-account'] === undefined;
  return unaudited && DENIALS.includes(answerMeaning(own)) ? 'audited-account' : undefined;
}

const DENIALS: readonly AnswerMeaning[] = ['rejected', 'inactive', 'no-permission', 'not-found'];

function firstWave({ expectation, credential, hasAuditor }: BasicPlan): readonly ProbeId[] {
  switch (credential.kind) {
    case 'auth-token':
      return ['own-account'];
    case 'api-key': {
      const { keyType } = expectation.credential;
      // A Main key reads its own account; any other key needs the auditor for that.
      if (keyType === 'main' || !hasAuditor) return ['phone-numbers', 'own-account'];
      if (keyType === undefined) return ['phone-numbers', 'audited-account'];
      return ['phone-numbers', 'own-account', 'audited-account'];
    }
  }
}

async function askProbe(id: ProbeId, plan: BasicPlan): Promise<Probes> {
  const question = await questionFor(id, plan);
  return question === undefined ? {} : { [id]: await plan.ask(question) };
}

async function questionFor(id: ProbeId, plan: BasicPlan): Promise<TwilioQuestion | undefined> {
  const { credential, expectation } = plan;
  const region = expectation.twilioRegion;
  const { sid } = expectation.account;
  if (id === 'audited-account') {
    const auditor = await plan.auditor;
    if (auditor.credential === undefined) return undefined;
    return accountQuestion(sid, { credential: auditor.credential, region });
  }
  const asker = { credential: basicCredential(credential), region };
  if (id === 'phone-numbers') return phoneNumbersQuestion(sid, asker);
  // An Auth Token's identity is its username: a parent gets 200 on a child's path (facts, section 10).
  return accountQuestion(credential.kind === 'auth-token' ? credential.accountSid : sid, asker);
}
