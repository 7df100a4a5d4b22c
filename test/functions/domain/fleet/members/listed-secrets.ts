import type { ListedSecret } from '../../../../../functions/domain/model/listed-secret.ts';

/** A secret as it is listed; with the account where its tag names one. */
export function secretNamed(name: string, accountSid?: string): ListedSecret {
  const tags = accountSid === undefined ? [] : [{ key: 'twilio-account-sid', value: accountSid }];
  return { name, description: '', tags };
}
