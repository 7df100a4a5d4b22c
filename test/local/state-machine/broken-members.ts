import type { FleetMember } from '../../../functions/domain/model/fleet-member.ts';
import type { TwilioReply } from '../../../functions/domain/model/twilio-api.ts';
import { accountOf, payloadOf } from '../../functions/domain/fleet/fleet-world.ts';
import { accountReply, DENIED } from '../../functions/domain/twilio-replies.ts';
import type { SecretAnswer } from '../../functions/domain/verification/fake-ports.ts';

/** A customer who left: the account is there, and no member's. */
const FORMER = 900_000;

/** What is wrong with a member, by the last two digits of its place: 5 % of them, in five ways. */
const FAULTS: Readonly<Record<number, string>> = {
  7: 'rotated',
  23: 'no secret',
  41: "a former customer's credential",
  63: 'damaged',
  88: 'suspended',
};

export function faultOf({ index }: Pick<FleetMember, 'index'>): string | undefined {
  return FAULTS[index % 100];
}

/** What the secrets of members that are broken answer. */
export function secretsOf(members: readonly FleetMember[]): Readonly<Record<string, SecretAnswer>> {
  const wrong = members.flatMap((member): readonly (readonly [string, SecretAnswer])[] => {
    const id = `tenants/${member.member}/twilio`;
    const { accountSid, authToken } = payloadOf(member.index);
    switch (faultOf(member)) {
      case 'no secret':
        return [[id, { outcome: 'failed', failure: 'not-found', message: 'not there' }]];
      case "a former customer's credential":
        return [[id, payloadOf(FORMER + member.index)]];
      case 'damaged':
        return [[id, { accountSid, authToken: authToken.slice(1) }]];
      default:
        return [];
    }
  });
  return Object.fromEntries(wrong);
}

/** Twilio's answer to an Auth Token about an account. */
export function answer(username: string, password: string, path: string): TwilioReply {
  const [asked = username] = /AC\w{32}/.exec(path) ?? [];
  const index = Number.parseInt(username.slice(-6), 16);
  const fault = index < FORMER ? faultOf({ index }) : undefined;
  const isLive = accountOf(index) === username && payloadOf(index).authToken === password;
  if (!isLive || fault === 'rotated' || asked !== username) return DENIED;
  return accountReply(username, fault === 'suspended' ? { status: 'suspended' } : {});
}
