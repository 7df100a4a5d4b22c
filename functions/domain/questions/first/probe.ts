import { accountIn, probeLookup, probeOf } from '../../facts/probe-answer.ts';
import type { TwilioReply } from '../../model/twilio-api.ts';
import type { Asker } from '../twilio-questions.ts';
import { type FirstKnown, type FirstQuestion, firstQuestion } from './first-question.ts';

/** Asks the URL that a Restricted key is verified by, with the key. */
export const probe: FirstQuestion = firstQuestion({
  id: { kind: 'probe' },
  ...asked((own) => own),
  shows: (reply, accountSid) =>
    reply.kind === 'resource' ? shown(accountIn(reply), accountSid) : undefined,
  rejected: 'Twilio rejects the key, or this request of it',
  words: {
    asked: "does Twilio answer the key's probe",
    why: 'it proves a Restricted key, which need not be able to list numbers',
  },
});

/** Asks the same without the key: an address that answers anyone proves nothing. */
export const probeWithoutKey: FirstQuestion = firstQuestion({
  id: { kind: 'probe-without-key' },
  ...asked(({ credential, region }) => ({
    credential: { ...credential, scheme: 'none' },
    region,
  })),
  shows: (reply: TwilioReply) =>
    reply.kind === 'resource'
      ? 'it answers anyone: its answer to the key proves nothing'
      : undefined,
  rejected: 'Twilio asks for a credential there: its answer to the key counts',
  words: {
    asked: 'does the probe answer without the key too',
    why: 'an address that answers anyone proves no key',
  },
});

function asked(
  asker: (own: Asker) => Asker,
): Pick<Parameters<typeof firstQuestion>[0], 'applies' | 'request'> {
  return {
    applies: ({ facts }) => probeOf(facts.evidence) !== undefined,
    request: ({ own, facts }: FirstKnown) => {
      const address = probeOf(facts.evidence);
      return own && address && { ...probeLookup(address), ...asker(own) };
    },
  };
}

function shown(named: string | undefined, accountSid: string): string {
  if (named === undefined) return 'the key works; the answer names no account, or several';
  return named === accountSid
    ? 'the key works, and is of this account'
    : `the key works, and is of account ${named}`;
}
