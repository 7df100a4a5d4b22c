import { EMAIL, PHONE_NUMBER } from '../../functions/configuration/schema/subscriber-rules.ts';
import { count } from '../../functions/domain/text/count.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import type { Io } from '../io.ts';
import { type Answers, declaredEnvironments, withHoldings } from './answers.ts';
import { askEnvironment } from './ask-environment.ts';
import { askList } from './ask-list.ts';
import { askAuditor, askSecretNames, askSecrets } from './ask-secrets.ts';
import { type Candidate, chooseSecrets, readCandidates } from './candidates.ts';
import type { Prompts } from './prompts.ts';
import type { Sources } from './sources.ts';

/** Whom to ask, and where the rest comes from. */
export interface Dialogue {
  readonly given: Arguments;
  readonly prompts: Prompts;
  readonly sources: Sources;
  readonly stderr: Io['stderr'];
}

/**
 * Asks the person for what no option gives. With `--env` the secrets are known, and only the alerts are
 * left to ask for.
 */
export async function askAnswers(dialogue: Dialogue): Promise<Answers> {
  const { given, sources } = dialogue;
  const declared = declaredEnvironments(given);
  const candidates = declared.length > 0 ? [] : await findCandidates(dialogue);
  const auditor = given.value(OPTIONS.auditor) ?? (await askAuditor(candidates, dialogue.prompts));
  const listing = auditor === undefined ? undefined : await sources.listAccounts(auditor);
  const environments =
    declared.length > 0
      ? await withHoldings(declared, sources, given.has(OPTIONS.readSecrets))
      : await askEnvironments(
          candidates.filter(({ secretId }) => secretId !== auditor),
          { dialogue, listing },
        );
  const sharesAccounts =
    given.has(OPTIONS.sharedAccounts) || (await askSharing(environments, dialogue));
  const alerts = await askAlerts(dialogue);
  return { environments, auditor, listing, sharesAccounts, ...alerts };
}

/** What may be read is asked before anything is. */
async function findCandidates({
  given,
  prompts,
  sources,
  stderr,
}: Dialogue): Promise<readonly Candidate[]> {
  const { secrets, problem } = await sources.listSecrets();
  if (problem !== undefined) stderr.write(`note: not all secrets are known: ${problem}\n`);
  const choice = chooseSecrets(secrets);
  const { candidates, unread } = choice;
  if (unread.length === 0) return candidates;
  const read =
    given.has(OPTIONS.readSecrets) ||
    (await prompts.confirm({
      message: `Read ${count(unread.length, 'secret')} with your AWS credentials, to see which hold a Twilio credential? Only the names of fields count; no value is shown or kept.`,
      initial: false,
    }));
  return read ? await readCandidates(choice, sources) : candidates;
}

async function askEnvironments(
  candidates: readonly Candidate[],
  { dialogue, listing }: { readonly dialogue: Dialogue; readonly listing: Answers['listing'] },
): Promise<Answers['environments']> {
  const { prompts } = dialogue;
  const chosen =
    candidates.length === 0 ? await askSecretNames(prompts) : await askSecrets(candidates, prompts);
  const environments: Answers['environments'][number][] = [];
  for (const candidate of chosen) {
    const names = environments.map(({ name }) => name);
    environments.push(await askEnvironment(candidate, { prompts, listing, names }));
  }
  return environments;
}

async function askSharing(
  environments: Answers['environments'],
  { prompts }: Dialogue,
): Promise<boolean> {
  const sids = environments.map(({ accountSid }) => accountSid);
  const shared = sids.find((sid, index) => sids.indexOf(sid) < index);
  if (shared === undefined) return false;
  const names = environments.filter(({ accountSid }) => accountSid === shared);
  return await prompts.confirm({
    message: `${names.map(({ name }) => name).join(' and ')} have one account, ${shared}. Do they share it on purpose?`,
    initial: false,
  });
}

async function askAlerts({ given, prompts }: Dialogue): Promise<Pick<Answers, 'email' | 'sms'>> {
  const [email, sms] = [given.list(OPTIONS.email), given.list(OPTIONS.sms)];
  if (email.length + sms.length > 0) return { email, sms };
  return {
    email: await askList(prompts, {
      message: 'Email addresses that get alerts (commas between, empty for none)',
      rule: EMAIL,
      least: 0,
    }),
    sms: await askList(prompts, {
      message: 'Phone numbers that get alerts by SMS (commas between, empty for none)',
      rule: PHONE_NUMBER,
      least: 0,
    }),
  };
}
