import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseOrThrow } from '../../functions/configuration/parse-or-throw.ts';
import type { AccountListing } from '../../functions/domain/questions/account-list.ts';
import type { Answers, EnvironmentAnswer } from './answers.ts';

/** Where editors find the schema, from the configuration's folder: beside it, or in the installed package. */
const SCHEMAS = [
  './preflight.schema.json',
  './node_modules/twilio-preflight/preflight.schema.json',
] as const;

/**
 * The text of the configuration at `path`, with `$schema`. What the auditor saw of the accounts, parent and
 * type, is declared with them. Throws `PreflightError` `config.invalid` for answers that are none.
 */
export function configurationText(answers: Answers, path: string): string {
  const { environments, auditor, email, sms } = answers;
  const hasAlerts = email.length + sms.length > 0;
  const configuration = {
    $schema: SCHEMAS.find((file) => existsSync(join(dirname(path), file))) ?? SCHEMAS[1],
    environments: Object.fromEntries(
      environments.map((one) => [one.name, environmentSettings(one, answers)]),
    ),
    auditor: auditor === undefined ? undefined : { secret: { id: auditor } },
    alerts: hasAlerts ? { email: given(email), sms: given(sms) } : undefined,
  };
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  parseOrThrow(text);
  return text;
}

function environmentSettings(
  { secretId, accountSid, holding }: EnvironmentAnswer,
  { listing, environments, sharesAccounts }: Answers,
): object {
  const { kind = 'api-key', keyType, fields } = holding;
  const account = accountIn(listing, accountSid);
  const isShared = environments.filter((one) => one.accountSid === accountSid).length > 1;
  return {
    secret: { id: secretId, fields },
    account: {
      sid: accountSid,
      parentSid: account?.parentSid,
      type: account?.type,
      shared: (sharesAccounts && isShared) || undefined,
    },
    credential: { kind, keyType },
  };
}

/** The account as the auditor lists it. */
export function accountIn(
  listing: AccountListing | undefined,
  sid: string,
): AccountListing['accounts'][number] | undefined {
  return listing?.accounts.find((one) => one.sid === sid);
}

function given<T>(entries: readonly T[]): readonly T[] | undefined {
  return entries.length === 0 ? undefined : entries;
}
