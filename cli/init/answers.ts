import { ENVIRONMENT_NAME } from '../../functions/configuration/schema/twilio-rules.ts';
import type { CredentialKind } from '../../functions/domain/model/credential.ts';
import type { AccountListing } from '../../functions/domain/questions/account-list.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { usageError } from '../usage-error.ts';
import type { Holding } from './holding.ts';
import type { Sources } from './sources.ts';

/** One environment as a person declared it. */
export interface EnvironmentAnswer {
  readonly name: string;
  readonly secretId: string;
  readonly accountSid: string;
  readonly holding: Holding;
}

/** Everything that a configuration is made of. */
export interface Answers {
  readonly environments: readonly EnvironmentAnswer[];
  readonly auditor?: string | undefined;
  /** What the auditor may see of the accounts; absent without one. */
  readonly listing?: AccountListing | undefined;
  /** Environments of one account share it on purpose. */
  readonly sharesAccounts: boolean;
  readonly email: readonly string[];
  readonly sms: readonly string[];
}

/** The secret may be an ARN, which has colons of its own: the account is what follows the last of them. */
const DECLARED = /^([^=]+)=(.+?):(AC[0-9A-Za-z]*)(?::(api-key|auth-token|oauth-client|test))?$/;

/** The environments of `--env`, in their order. Throws a usage error for one of another form or given twice. */
export function declaredEnvironments(given: Arguments): readonly EnvironmentAnswer[] {
  const environments = given.list(OPTIONS.declared).map(declaredEnvironment);
  const names = environments.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) {
    throw usageError(`--env declares ${shownArgument(repeated)} twice.`);
  }
  return environments;
}

function declaredEnvironment(text: string): EnvironmentAnswer {
  const [, name, secretId, accountSid, kind] = DECLARED.exec(text) ?? [];
  if (name === undefined || secretId === undefined || accountSid === undefined) {
    throw usageError(
      `--env ${shownArgument(text)} is not NAME=SECRET:SID, such as production=prod/twilio:AC…: the Account SID is yours to declare, it is not taken from the secret.`,
    );
  }
  if (!ENVIRONMENT_NAME.pattern.test(name)) {
    throw usageError(`--env ${shownArgument(name)} is not ${ENVIRONMENT_NAME.what}.`);
  }
  const holding = kind === undefined ? {} : { kind: kind as CredentialKind };
  return { name, secretId, accountSid, holding };
}

/** What the options say by themselves. */
export function optionAnswers(given: Arguments): Answers {
  return {
    environments: declaredEnvironments(given),
    auditor: given.value(OPTIONS.auditor),
    sharesAccounts: given.has(OPTIONS.sharedAccounts),
    email: given.list(OPTIONS.email),
    sms: given.list(OPTIONS.sms),
  };
}

/** The answers of the options alone. AWS is asked only for a kind that is not given, and for the auditor's accounts. */
export async function answersOf(given: Arguments, sources: Sources): Promise<Answers> {
  const answers = optionAnswers(given);
  const { environments, auditor } = answers;
  const listing = auditor === undefined ? undefined : await sources.listAccounts(auditor);
  const reads = given.has(OPTIONS.readSecrets);
  return { ...answers, environments: await withHoldings(environments, sources, reads), listing };
}

/** What each secret holds, where the option does not say it. */
export async function withHoldings(
  environments: readonly EnvironmentAnswer[],
  sources: Sources,
  reads: boolean,
): Promise<readonly EnvironmentAnswer[]> {
  const unknown = environments.filter(({ holding }) => holding.kind === undefined);
  const ids = [...new Set(unknown.map(({ secretId }) => secretId))];
  const found = await sources.holdingsOf(ids, { reads });
  return environments.map((one) => ({
    ...one,
    holding: unknown.includes(one)
      ? (found[ids.indexOf(one.secretId)] ?? one.holding)
      : one.holding,
  }));
}
