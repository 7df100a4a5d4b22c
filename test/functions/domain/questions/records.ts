import type {
  InquiryId,
  InquiryOutcome,
  InquiryRecord,
  SecretMetadata,
} from '../../../../functions/domain/model/inquiry.ts';
import { ACCOUNTS } from '../accounts.ts';
import { accountReply, DENIED, unexpected } from '../twilio-replies.ts';

/** Twilio served it as this account. */
export function accepted(id: InquiryId, accountSid: string = ACCOUNTS.production): InquiryRecord {
  const version = id.startsWith('version:') ? { versionId: 'v-0' } : {};
  const reply = accountReply(accountSid);
  return { id, outcome: { kind: 'accepted', accountSid, reply, ...version } };
}

export function refused(id: InquiryId): InquiryRecord {
  return { id, outcome: { kind: 'refused', reply: DENIED } };
}

/** Twilio was in trouble. */
export function unheard(id: InquiryId): InquiryRecord {
  return { id, outcome: { kind: 'undecided', reason: 'trouble', reply: unexpected(503) } };
}

export function undecided(id: InquiryId): InquiryRecord {
  return { id, outcome: { kind: 'undecided', reason: 'an odd answer', reply: unexpected(200) } };
}

export function nothingToTry(id: InquiryId): InquiryRecord {
  return { id, outcome: { kind: 'nothing-to-try', reason: 'there is nothing' } };
}

/** What DescribeSecret tells where AWSCURRENT is the version that was read. */
export function metadata(changes: Partial<SecretMetadata> = {}): InquiryRecord {
  const told = { stages: { AWSCURRENT: 'v-1' }, rotationEnabled: false, ...changes };
  const outcome: InquiryOutcome = { kind: 'metadata', metadata: told };
  return { id: 'secret-metadata', outcome };
}
