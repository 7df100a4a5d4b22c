import { allEnded } from '../concurrency/all-settled-or-throw.ts';
import { answerMeaning, isDenial } from '../facts/answer-meaning.ts';
import { auditsKey } from '../facts/audits-key.ts';
import { type CredentialFacts, credentialFactsOf } from '../facts/facts.ts';
import { MOST_ACCOUNTS_ASKED } from '../facts/reachable-accounts.ts';
import type { Credential } from '../model/credential.ts';
import type { DeclaredAccount, Probe, Probes } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { TwilioQuestion, TwilioReply } from '../model/ports.ts';
import type { Redacted } from '../model/redacted.ts';
import type { Auditor } from './auditor.ts';
import { probeQuestion } from './probe-question.ts';

export interface ProbePlan {
  readonly expectation: EnvironmentExpectation;
  readonly declared: readonly DeclaredAccount[];
  readonly credential: Credential;
  /** The Auth Token to try for webhooks, where one is declared beside an API key. */
  readonly webhookToken?: Redacted<string>;
  /** Awaited only by the questions that it asks. */
  readonly auditor: Promise<Auditor>;
  readonly hasAuditor: boolean;
  readonly ask: (question: TwilioQuestion) => Promise<TwilioReply>;
}

/**
 * Asks Twilio what the checks need, all at once: one question for an Auth Token, two for an API key
 * (three where its type is declared and another credential must tell the rest; one more where its age or
 * label is declared and an auditor can tell them).
 *
 * A second step only where Twilio denies: the auditor's question, to tell a suspended account from a
 * wrong secret, or the key's own, to tell another account's key from a dead one. A third only where the
 * credential could reach other environments' accounts: a subaccount's never does. During an outage
 * either would only be more questions without answer.
 */
export async function probeTwilio(plan: ProbePlan): Promise<Probes> {
  let probes: Probes = {};
  for (const step of [firstWave, secondStep, reachStep]) {
    const asked = await allEnded(step(plan, probes).map((probe) => askProbe(probe, plan)));
    const reach = asked.flatMap((one) => Object.entries(one.reach ?? {}));
    probes = Object.assign(
      {},
      probes,
      ...asked,
      reach.length === 0 ? {} : { reach: Object.fromEntries(reach) },
    );
  }
  return probes;
}

function firstWave(plan: ProbePlan): Probe[] {
  const { expectation, hasAuditor } = plan;
  const isAudited = auditsKey(expectation) && hasAuditor;
  return [...proofs(plan), ...(isAudited ? ([{ kind: 'audited-keys' }] as const) : [])];
}

function proofs({ expectation, credential, hasAuditor, webhookToken }: ProbePlan): Probe[] {
  switch (credential.kind) {
    case 'oauth-client':
      return [];
    case 'auth-token':
      return [{ kind: 'own-account' }];
    case 'api-key': {
      const { keyType } = expectation.credential;
      const own: Probe[] = keyType === undefined ? [] : [{ kind: 'own-account' }];
      // The account's own Auth Token reads all there is to read of it: nobody else need be asked.
      if (webhookToken !== undefined)
        return [{ kind: 'phone-numbers' }, ...own, { kind: 'webhook-account' }];
      // A Main key reads its own account; any other key needs the auditor for that.
      if (keyType === 'main' || !hasAuditor)
        return [{ kind: 'phone-numbers' }, { kind: 'own-account' }];
      return [{ kind: 'phone-numbers' }, ...own, { kind: 'audited-account' }];
    }
  }
}

function secondStep(plan: ProbePlan, probes: Probes): Probe[] {
  const { 'phone-numbers': numbers, 'own-account': own, 'webhook-account': webhook } = probes;
  const { knownAccount, reach } = factsAfter(plan, probes);
  const ids: Probe[] = [];
  if (numbers !== undefined && own === undefined) {
    const unseen = isDenial(webhook) && !plan.hasAuditor;
    const rejected = answerMeaning(numbers) === 'rejected';
    // The type of the key shows its reach, and spares a question for every other account.
    if (rejected || unseen || reach.outcome === 'possible') ids.push({ kind: 'own-account' });
  }
  const denied = isDenial(own) || isDenial(webhook);
  if (
    plan.hasAuditor &&
    knownAccount === undefined &&
    denied &&
    probes['audited-account'] === undefined
  ) {
    ids.push({ kind: 'audited-account' });
  }
  return ids;
}

function reachStep(plan: ProbePlan, probes: Probes): Probe[] {
  const { reach, others } = factsAfter(plan, probes);
  if (reach.outcome !== 'possible') return [];
  return others
    .slice(0, MOST_ACCOUNTS_ASKED)
    .map(({ accountSid }) => ({ kind: 'reach', subject: accountSid }));
}

function factsAfter(
  { expectation, declared, credential }: ProbePlan,
  probes: Probes,
): CredentialFacts {
  const parse = { outcome: 'parsed', credential, warnings: [] } as const;
  return credentialFactsOf({ expectation, declared, parse, probes });
}

async function askProbe(probe: Probe, plan: ProbePlan): Promise<Probes> {
  const question = await probeQuestion(probe, plan);
  if (question === undefined) return {};
  const reply = await plan.ask(question);
  return probe.kind === 'reach' ? { reach: { [probe.subject]: reply } } : { [probe.kind]: reply };
}
