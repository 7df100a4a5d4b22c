import type { Credential } from '../credential/credential.ts';
import type { ProbeId, Probes } from '../evidence.ts';
import type { EnvironmentExpectation } from '../expectation.ts';
import type { TwilioQuestion, TwilioReply } from '../ports.ts';
import { accountResource } from '../twilio/account-resource.ts';
import { accountQuestion, basicCredential, phoneNumbersQuestion } from '../twilio/questions.ts';
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
 * (three where a key type other than Main is declared and an auditor must tell the rest). Only when
 * nobody could read the account is the auditor asked in a second step, to tell a suspended account
 * from a wrong secret.
 */
export async function probeTwilio(plan: ProbePlan): Promise<Probes> {
  const asked = await Promise.all(firstWave(plan).map((id) => askProbe(id, plan)));
  const probes: Probes = Object.assign({}, ...asked);
  if (!plan.hasAuditor || 'audited-account' in probes) return probes;
  if (accountResource(probes['own-account']) !== undefined) return probes;
  return { ...probes, ...(await askProbe('audited-account', plan)) };
}

function firstWave({ expectation, credential, hasAuditor }: ProbePlan): readonly ProbeId[] {
  switch (credential.kind) {
    case 'oauth-client':
      return [];
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

async function askProbe(id: ProbeId, plan: ProbePlan): Promise<Probes> {
  const question = await questionFor(id, plan);
  return question === undefined ? {} : { [id]: await plan.ask(question) };
}

async function questionFor(id: ProbeId, plan: ProbePlan): Promise<TwilioQuestion | undefined> {
  const { credential, expectation } = plan;
  const region = expectation.twilioRegion;
  const { sid } = expectation.account;
  if (id === 'audited-account') {
    const auditor = await plan.auditor;
    if (auditor.credential === undefined) return undefined;
    return accountQuestion(sid, { credential: auditor.credential, region });
  }
  if (credential.kind === 'oauth-client') return undefined;
  const asker = { credential: basicCredential(credential), region };
  if (id === 'phone-numbers') return phoneNumbersQuestion(sid, asker);
  // An Auth Token's identity is its username: a parent gets 200 on a child's path (facts, section 10).
  return accountQuestion(credential.kind === 'auth-token' ? credential.accountSid : sid, asker);
}
