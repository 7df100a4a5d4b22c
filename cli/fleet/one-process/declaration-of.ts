import { createHash } from 'node:crypto';
import { expectationOf } from '../../../functions/domain/fleet/expectation-of.ts';
import type { FleetTemplate } from '../../../functions/domain/model/fleet.ts';
import type { FleetMember } from '../../../functions/domain/model/fleet-member.ts';

/**
 * What a member is declared to be, as 16 hexadecimal digits: a pass is a pass of this declaration alone. Another
 * Account SID in the list, or another template, gives another one.
 */
export function declarationOf(template: FleetTemplate, member: FleetMember): string {
  const declared = JSON.stringify(expectationOf(template, member) ?? null);
  return createHash('sha256').update(declared).digest('hex').slice(0, 16);
}
