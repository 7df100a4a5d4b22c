import type {
  FollowUpOutcome,
  FollowUpRecord,
  SecretMetadata,
} from '../../../../functions/domain/model/follow-up.ts';
import { ACCOUNTS } from '../accounts.ts';
import { accountReply, DENIED, unexpected } from '../twilio-replies.ts';
import { named } from './named.ts';

/** Twilio served it as this account. */
export function accepted(label: string, accountSid: string = ACCOUNTS.production): FollowUpRecord {
  const version = label.startsWith('version:') ? { versionId: 'v-0' } : {};
  const reply = accountReply(accountSid);
  return { question: named(label), outcome: { kind: 'accepted', accountSid, reply, ...version } };
}

export function refused(label: string): FollowUpRecord {
  return { question: named(label), outcome: { kind: 'refused', reply: DENIED } };
}

/** Twilio was in trouble. */
export function unheard(label: string): FollowUpRecord {
  return {
    question: named(label),
    outcome: { kind: 'undecided', reason: 'trouble', reply: unexpected(503) },
  };
}

export function undecided(label: string): FollowUpRecord {
  return {
    question: named(label),
    outcome: { kind: 'undecided', reason: 'an odd answer', reply: unexpected(200) },
  };
}

export function nothingToTry(label: string): FollowUpRecord {
  return {
    question: named(label),
    outcome: { kind: 'nothing-to-try', reason: 'there is nothing' },
  };
}

/** What DescribeSecret tells where AWSCURRENT is the version that was read. */
export function metadata(changes: Partial<SecretMetadata> = {}): FollowUpRecord {
  const told = {
    regions: ['us-east-1'],
    stages: { AWSCURRENT: 'v-1' },
    rotationEnabled: false,
    ...changes,
  };
  const outcome: FollowUpOutcome = { kind: 'metadata', metadata: told };
  return { question: { kind: 'secret-metadata' }, outcome };
}
