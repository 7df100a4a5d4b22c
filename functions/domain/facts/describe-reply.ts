import type { TwilioReply } from '../model/twilio-api.ts';

/** One clause for messages and evidence: `Twilio answered HTTP 401, code 20003 "Authenticate"`. */
export function describeReply(reply: TwilioReply): string {
  switch (reply.kind) {
    case 'resource':
      return `Twilio answered HTTP ${reply.status} with JSON`;
    case 'refusal':
      return `Twilio answered HTTP ${reply.status}${coded(reply.code)}${quoted(reply.message)}`;
    case 'unexpected':
      return `the answer was HTTP ${reply.status} with ${reply.detail}`;
    case 'no-answer':
      return `no answer from Twilio: ${reply.detail}`;
  }
}

function coded(code: number): string {
  return code === 0 ? '' : `, code ${code}`;
}

function quoted(message: string): string {
  return message === '' ? '' : ` "${message}"`;
}

/** The same for a reply that should have been a certain resource and is not. */
export function describeUnproven(reply: TwilioReply): string {
  const answer = describeReply(reply);
  return reply.kind === 'resource' ? `${answer} that is not the expected resource` : answer;
}

/** The same with the request, for the evidence of a diagnosis. */
export function describeExchange(reply: TwilioReply): string {
  const times = reply.attempts === 1 ? '' : ` (${reply.attempts} attempts)`;
  return `${reply.request}${times}: ${describeReply(reply)}`;
}
