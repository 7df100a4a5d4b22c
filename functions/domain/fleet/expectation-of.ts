import type { EnvironmentExpectation } from '../model/expectation.ts';
import { type FleetTemplate, MEMBER } from '../model/fleet.ts';
import type { FleetMember } from '../model/fleet-member.ts';

/**
 * The member as an environment of that name. Undefined where no Account SID is declared for it: the secret
 * itself must not say which account it should be for.
 */
export function expectationOf(
  template: FleetTemplate,
  { member, accountSid }: FleetMember,
): EnvironmentExpectation | undefined {
  if (accountSid === undefined) return undefined;
  const { secret, account, ...rest } = template;
  return {
    ...rest,
    name: member,
    // By a function: in a text `$&` and its like would stand for something.
    secret: { ...secret, id: secret.id.replaceAll(MEMBER, () => member) },
    account: { ...account, sid: accountSid, shared: false },
  };
}
