import { isSecretShaped } from '../../credential/secret-shape.ts';
import { ACCOUNT_SID_FORM, describeSid } from '../../credential/sid.ts';
import type { FleetMember } from '../../model/fleet-member.ts';
import { NAME_FORM } from '../../text/name-form.ts';

/** A member as a list declares it. */
export type DeclaredMember = Required<Pick<FleetMember, 'member' | 'accountSid'>>;

/** An entry of a list, before it is known to be a member. */
export interface ListEntry {
  /** Of the list, from 1: where the entry begins. */
  readonly line: number;
  readonly member: unknown;
  readonly accountSid: unknown;
  /** What is wrong with the entry as a whole; nothing more is then said of it. */
  readonly problem?: string | undefined;
}

const NAME_RULE =
  'a name: 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit';
const SID_RULE = 'an Account SID: AC followed by 32 digits or lower-case letters a to f';

/** Whether a member may be named so: reports show it. */
export function isMemberName(name: string): boolean {
  return NAME_FORM.test(name) && !isSecretShaped(name);
}

/**
 * What is wrong with an entry; none of it for a member. A value is described and never quoted: people paste
 * tokens into the wrong column.
 */
export function problemsOf({ member, accountSid, problem }: ListEntry): readonly string[] {
  if (problem !== undefined) return [problem];
  const problems: string[] = [];
  if (typeof member !== 'string' || !NAME_FORM.test(member)) {
    problems.push(`member must be ${NAME_RULE}; received ${described(member)}`);
  } else if (isSecretShaped(member)) {
    problems.push('member has the form of an Auth Token or API key secret; reports would show it');
  }
  if (typeof accountSid !== 'string' || !ACCOUNT_SID_FORM.test(accountSid)) {
    problems.push(`accountSid must be ${SID_RULE}; received ${described(accountSid)}`);
  }
  return problems;
}

function described(value: unknown): string {
  if (value === undefined || value === '') return 'nothing';
  if (typeof value !== 'string')
    return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
  if (/^\s|\s$/.test(value)) return 'a text that begins or ends with white space';
  if (/^AC[0-9a-f]{32}$/i.test(value)) return 'one in the wrong letter case';
  return describeSid(value) ?? `a text of ${value.length} characters`;
}
