import { SECRET_ID } from '../../functions/configuration/schema/aws-rules.ts';
import { KIND_NAMES } from '../../functions/domain/model/credential.ts';
import { askList } from './ask-list.ts';
import type { Candidate } from './candidates.ts';
import { environmentNameOf } from './environment-name.ts';
import type { Prompts } from './prompts.ts';

/** Stands for no secret among names of secrets: none is empty. */
const NO_SECRET = '';

/** A secret that is no environment's, and may read the accounts; undefined for none. */
export async function askAuditor(
  candidates: readonly Candidate[],
  prompts: Prompts,
): Promise<string | undefined> {
  // An auditor beside an environment: one secret is not both.
  if (candidates.length < 2) return undefined;
  const likely = candidates.find(({ secretId }) => /audit/i.test(secretId));
  const answer = await prompts.select({
    message:
      "Does one of these hold a Main key or the parent's Auth Token, to read your accounts with? It is read now, and sent to Twilio alone.",
    choices: [
      { value: NO_SECRET, label: 'None' },
      ...candidates.map(({ secretId }) => ({ value: secretId, label: secretId })),
    ],
    initial: likely?.secretId ?? NO_SECRET,
  });
  return answer === NO_SECRET ? undefined : answer;
}

/** Which candidates are secrets of environments; those whose name says so are chosen already. */
export async function askSecrets(
  candidates: readonly Candidate[],
  prompts: Prompts,
): Promise<readonly Candidate[]> {
  const chosen = await prompts.selectSome({
    message: 'Which secrets does an environment use?',
    choices: candidates.map(({ secretId, holding }) => ({
      value: secretId,
      label: secretId,
      hint: holding?.kind && `holds ${KIND_NAMES[holding.kind]}`,
    })),
    initial: candidates.map(({ secretId }) => secretId).filter(environmentNameOf),
  });
  return candidates.filter(({ secretId }) => chosen.includes(secretId));
}

/** Where nothing is known of the secrets, the person names them. */
export async function askSecretNames(prompts: Prompts): Promise<readonly Candidate[]> {
  const ids = await askList(prompts, {
    message: "Names or ARNs of the environments' secrets (commas between)",
    rule: SECRET_ID,
    least: 1,
  });
  return ids.map((secretId) => ({ secretId }));
}
