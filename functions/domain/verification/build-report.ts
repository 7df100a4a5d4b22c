import type { DiagnosisContext } from '../causes/cause.ts';
import { runChecks } from '../checks/run-checks.ts';
import type { Facts } from '../facts/facts.ts';
import { probeAnswers } from '../facts/probe-answers.ts';
import type { CredentialKind, KeyType } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { CredentialSummary, Diagnosis, EnvironmentReport } from '../model/report.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
import { isBlocked, verdictOf } from '../model/verdict.ts';

/**
 * Judges one environment by its facts and explains the verdict. Pure, but for the causes: they are loaded
 * when a verdict first needs explaining, so that a passing run does not read them.
 */
export async function buildEnvironmentReport(facts: Facts): Promise<EnvironmentReport> {
  const { evidence } = facts;
  const { name, mode, onInconclusive } = evidence.expectation;
  const checks = runChecks(facts);
  const verdict = verdictOf(checks);
  const replies = repliesOf(evidence);
  return {
    name,
    mode,
    verdict,
    blocked: isBlocked({ verdict, mode, onInconclusive }),
    credential: credentialSummary(facts),
    checks,
    ...(verdict === 'pass' ? {} : { diagnosis: await explain({ facts, checks }) }),
    twilioRequests: replies.reduce((sum, reply) => sum + reply.attempts, 0),
    twilioRequestIds: replies.flatMap((reply) => reply.requestIds),
  };
}

async function explain(judged: Pick<DiagnosisContext, 'facts' | 'checks'>): Promise<Diagnosis> {
  const { diagnose } = await import('../causes/diagnose.ts');
  return diagnose(judged);
}

/** Every reply Twilio gave for this environment: the first wave's, the follow-up questions', those before a wait. */
export function repliesOf({
  probes,
  followUps,
  waited,
  testCall,
}: Evidence): readonly TwilioReply[] {
  const replies: TwilioReply[] = [
    ...(waited?.earlierReplies ?? []),
    ...probeAnswers(probes).map(({ reply }) => reply),
  ];
  for (const { outcome, earlier = [] } of followUps) {
    replies.push(...earlier);
    if ('reply' in outcome && outcome.reply !== undefined) replies.push(outcome.reply);
  }
  return [...replies, ...(testCall?.replies ?? [])];
}

function credentialSummary(facts: Facts): CredentialSummary {
  const { evidence } = facts;
  const { secret, expectation } = evidence;
  const keyType = shownOrDeclaredKeyType(facts);
  return {
    kind: kindOf(facts),
    ...sidsOf(evidence),
    ...(keyType === undefined ? {} : { keyType }),
    secretId: expectation.secret.id,
    ...(secret.outcome === 'read' ? { versionId: secret.versionId } : {}),
    versionStage: secret.versionStage,
  };
}

function kindOf({ evidence, proof }: Facts): CredentialKind {
  if (proof.outcome === 'test-credentials') return 'test';
  const { parse } = evidence;
  if (parse?.outcome === 'parsed') return parse.credential.kind;
  return parse?.outcome === 'malformed' ? parse.kind : evidence.expectation.credential.kind;
}

/** Only SIDs of the right form reach a report: anything else may be a secret in the wrong field. */
function sidsOf({ parse }: Evidence): { accountSid?: string; apiKeySid?: string } {
  if (parse?.outcome === 'malformed') return parse.sids;
  if (parse?.outcome !== 'parsed') return {};
  const { credential } = parse;
  const { accountSid } = credential;
  return {
    ...(accountSid === undefined ? {} : { accountSid }),
    ...(credential.kind === 'api-key' ? { apiKeySid: credential.apiKeySid } : {}),
  };
}

/**
 * A Standard key and a Restricted one look alike where Twilio refuses both their account: the summary
 * says Standard where that is declared, as `credential.key-type` does, and else nothing.
 */
function shownOrDeclaredKeyType({ evidence, keyType: shown }: Facts): KeyType | undefined {
  if (evidence.parse?.outcome !== 'parsed' || evidence.parse.credential.kind !== 'api-key') {
    return undefined;
  }
  if (shown === 'main' || shown === 'restricted') return shown;
  const { keyType } = evidence.expectation.credential;
  return shown === 'not-main' && keyType === 'standard' ? keyType : undefined;
}
