import {
  ACCOUNT_SID,
  ENVIRONMENT_NAME,
} from '../../functions/configuration/schema/twilio-rules.ts';
import { type CredentialKind, KIND_NAMES } from '../../functions/domain/model/credential.ts';
import type {
  AccountListing,
  ListedAccount,
} from '../../functions/domain/questions/account-list.ts';
import type { EnvironmentAnswer } from './answers.ts';
import type { Candidate } from './candidates.ts';
import { environmentNameOf } from './environment-name.ts';
import type { Holding } from './holding.ts';
import type { Choice, Prompts } from './prompts.ts';

interface EnvironmentQuestion {
  readonly prompts: Prompts;
  readonly listing: AccountListing | undefined;
  /** Taken by other environments. */
  readonly names: readonly string[];
}

/** The choice of an account that is not listed. */
const OTHER = 'other';
const KINDS = Object.keys(KIND_NAMES) as CredentialKind[];

/** Name, kind and account of the environment that a secret belongs to. */
export async function askEnvironment(
  { secretId, holding, taggedSid }: Candidate,
  { prompts, listing, names }: EnvironmentQuestion,
): Promise<EnvironmentAnswer> {
  const proposed = environmentNameOf(secretId);
  const name = await prompts.text({
    message: `Which environment uses ${secretId}?`,
    initial: proposed !== undefined && names.includes(proposed) ? undefined : proposed,
    refuse: (answer) => {
      if (names.includes(answer)) return `There is an environment ${answer} already.`;
      return ENVIRONMENT_NAME.pattern.test(answer)
        ? undefined
        : `Must be ${ENVIRONMENT_NAME.what}.`;
    },
  });
  return {
    name,
    secretId,
    holding: holding?.kind === undefined ? await askHolding(secretId, prompts) : holding,
    accountSid: await askAccount(name, { prompts, listing, taggedSid }),
  };
}

async function askHolding(secretId: string, prompts: Prompts): Promise<Holding> {
  const answer = await prompts.select({
    message: `What does ${secretId} hold?`,
    choices: KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] })),
    initial: 'api-key',
  });
  return { kind: KINDS.find((kind) => kind === answer) };
}

/**
 * The account is proposed by Twilio's list or a tag, never by the secret's value, and the person confirms
 * it: a declared SID that came unseen from the secret would vouch for a swapped secret.
 */
async function askAccount(
  name: string,
  {
    prompts,
    listing,
    taggedSid,
  }: Omit<EnvironmentQuestion, 'names'> & Pick<Candidate, 'taggedSid'>,
): Promise<string> {
  const choices = accountChoices(listing?.accounts ?? [], taggedSid);
  const message = `Which Twilio account must ${name} be? Compare it with Twilio's console: the secret is judged by it.`;
  if (choices.length > 0) {
    const named = listing?.accounts.find((one) => one.friendlyName.toLowerCase().includes(name));
    const answer = await prompts.select({
      message,
      choices: [...choices, { value: OTHER, label: 'Another one' }],
      initial: taggedSid ?? named?.sid,
    });
    if (answer !== OTHER) return answer;
  }
  return await prompts.text({
    message: choices.length > 0 ? `Account SID of ${name} (AC…)` : `${message} (AC…)`,
    refuse: (answer) => {
      if (ACCOUNT_SID.pattern.test(answer)) return undefined;
      const mistake = ACCOUNT_SID.diagnose?.(answer);
      return `Must be ${ACCOUNT_SID.what}${mistake === undefined ? '' : `; this one ${mistake}`}.`;
    },
  });
}

function accountChoices(
  accounts: readonly ListedAccount[],
  taggedSid: string | undefined,
): readonly Choice[] {
  const isListed = accounts.some(({ sid }) => sid === taggedSid);
  const tagged =
    taggedSid === undefined || isListed
      ? []
      : [{ value: taggedSid, label: taggedSid, hint: 'a tag of the secret names it' }];
  return [
    ...tagged,
    ...accounts.map(({ sid, friendlyName, status, parentSid }) => ({
      value: sid,
      label: friendlyName === sid ? sid : `${sid} ${friendlyName}`.trim(),
      hint: [
        sid === parentSid ? 'top-level' : `subaccount of ${parentSid}`,
        ...(status === 'active' ? [] : ['not active']),
        ...(sid === taggedSid ? ['a tag of the secret names it'] : []),
      ].join(', '),
    })),
  ];
}
