import { tokenQuestion } from '../twilio-questions.ts';
import { firstQuestion } from './first-question.ts';

/** Asks for an access token with the client's id and secret: it proves the secret, and all else is asked with it. */
export const accessToken = firstQuestion({
  id: { kind: 'access-token' },
  applies: ({ round }) => round === 1,
  request: ({ credential }) =>
    credential.kind === 'oauth-client' ? tokenQuestion(credential) : undefined,
  shows: (reply) =>
    reply.kind === 'resource' && reply.isGrant === true ? 'the client secret is right' : undefined,
  rejected: 'Twilio rejects the client id or its secret',
  words: {
    asked: 'does Twilio give the client an access token',
    why: 'it proves the client secret, and every other question is asked with it',
  },
});
