import { ACCOUNT_SID_FORM } from '../../credential/sid.ts';
import { type FleetTemplate, MEMBER } from '../../model/fleet.ts';
import type { ListedSecret, SecretList } from '../../model/listed-secret.ts';
import type { CallOptions } from '../../model/ports.ts';
import { isMemberName } from './declared-member.ts';

/** The tag of a secret that names its account. */
export const ACCOUNT_TAG = 'twilio-account-sid';

/** The secret of a member, as it is listed. */
export interface MemberSecret {
  readonly name: string;
  /** By its tag; absent where there is none, or one that is no Account SID. */
  readonly accountSid?: string | undefined;
  readonly hasTag: boolean;
  readonly deletedAt?: string | undefined;
}

/** The secrets that are of the template's form. */
export interface MemberSecrets {
  /** By the member that each is of. */
  readonly secrets: ReadonlyMap<string, MemberSecret>;
  /** How many have no name of a member in that place; one may be a token, so they are not named. */
  readonly unnamed: number;
}

/** Lists the secrets of the fleet. */
export async function listMemberSecrets(
  { secret: { id, region, roleArn } }: FleetTemplate,
  list: SecretList,
  options: CallOptions,
): Promise<MemberSecrets> {
  const at = id.indexOf(MEMBER);
  const [prefix, suffix] = [id.slice(0, at), id.slice(at + MEMBER.length)];
  const secrets = new Map<string, MemberSecret>();
  let unnamed = 0;
  for await (const listed of list({ prefix, region, roleArn }, options)) {
    const member = middleOf(listed.name, prefix, suffix);
    if (member === undefined) continue;
    if (isMemberName(member)) {
      secrets.set(member, memberSecret(listed));
    } else if (listed.deletedAt === undefined) unnamed += 1;
  }
  return { secrets, unnamed };
}

/** What stands for `{member}`; undefined where the name is of another form, as one with a longer path is. */
function middleOf(name: string, prefix: string, suffix: string): string | undefined {
  if (name.length <= prefix.length + suffix.length) return undefined;
  if (!(name.startsWith(prefix) && name.endsWith(suffix))) return undefined;
  const middle = name.slice(prefix.length, name.length - suffix.length);
  return middle.includes('/') ? undefined : middle;
}

function memberSecret({ name, tags, deletedAt }: ListedSecret): MemberSecret {
  const tag = tags.find(({ key }) => key === ACCOUNT_TAG)?.value;
  const accountSid = tag !== undefined && ACCOUNT_SID_FORM.test(tag) ? tag : undefined;
  return { name, accountSid, hasTag: tag !== undefined, deletedAt };
}
