import { createHash } from 'node:crypto';
import type { FleetTemplate } from '../../functions/domain/model/fleet.ts';
import type { FleetMember } from '../../functions/domain/model/fleet-member.ts';

/** A subaccount with a Main key, which two questions to Twilio prove. */
export interface GeneratedMember extends Required<Omit<FleetMember, 'finding'>> {
  readonly accountSid: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
}

/** The parent of every member. */
export const PARENT_SID: string = `AC${digest('parent')}`;

export const TEMPLATE: FleetTemplate = {
  secret: { id: '{member}' },
  account: { parentSid: PARENT_SID, type: 'Full' },
  credential: { kind: 'api-key', keyType: 'main' },
  twilioRegion: 'us1',
  mode: 'enforce',
  onInconclusive: 'block',
};

/** The same index gives the same member, so that no process needs to hand another its secrets. */
export function generatedMember(index: number): GeneratedMember {
  const member = `member-${index}`;
  return {
    index,
    member,
    accountSid: `AC${digest(`account of ${member}`)}`,
    apiKeySid: `SK${digest(`key of ${member}`)}`,
    apiKeySecret: secretOf(member),
  };
}

function digest(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** 32 letters and digits, as Twilio's are. */
function secretOf(member: string): string {
  const text = createHash('sha512').update(`secret of ${member}`).digest('base64');
  return text.replaceAll(/[+/=]/g, '').slice(0, 32);
}
