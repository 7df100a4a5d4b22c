import { isSecretShaped } from '../../credential/secret-shape.ts';
import { ACCOUNT_SID_FORM } from '../../credential/sid.ts';
import { type FleetTemplate, MEMBER } from '../../model/fleet.ts';
import type { ListedSecret, SecretList } from '../../model/listed-secret.ts';
import type { CallOptions } from '../../model/ports.ts';
import { NAME_FORM } from '../../text/name-form.ts';

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

/** The secrets that are of the template's form, by the member that each is of. */
export async function listMemberSecrets(
  { secret: { id, region, roleArn } }: FleetTemplate,
  list: SecretList,
  options: CallOptions,
): Promise<ReadonlyMap<string, MemberSecret>> {
  const at = id.indexOf(MEMBER);
  const [prefix, suffix] = [id.slice(0, at), id.slice(at + MEMBER.length)];
  const secrets = new Map<string, MemberSecret>();
  for await (const listed of list({ prefix, region, roleArn }, options)) {
    const member = memberIn(listed.name, prefix, suffix);
    if (member !== undefined) secrets.set(member, memberSecret(listed));
  }
  return secrets;
}

function memberIn(name: string, prefix: string, suffix: string): string | undefined {
  if (name.length <= prefix.length + suffix.length) return undefined;
  if (!(name.startsWith(prefix) && name.endsWith(suffix))) return undefined;
  const member = name.slice(prefix.length, name.length - suffix.length);
  return NAME_FORM.test(member) && !isSecretShaped(member) ? member : undefined;
}

function memberSecret({ name, tags, deletedAt }: ListedSecret): MemberSecret {
  const tag = tags.find(({ key }) => key === ACCOUNT_TAG)?.value;
  const accountSid = tag !== undefined && ACCOUNT_SID_FORM.test(tag) ? tag : undefined;
  return { name, accountSid, hasTag: tag !== undefined, deletedAt };
}
