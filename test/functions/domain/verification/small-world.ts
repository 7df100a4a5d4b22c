import type {
  EnvironmentExpectation,
  Expectations,
} from '../../../../functions/domain/model/expectation.ts';
import type { Report } from '../../../../functions/domain/model/report.ts';
import type { TwilioQuestion } from '../../../../functions/domain/model/twilio-api.ts';
import type { VerificationRequest } from '../../../../functions/domain/verification/verification.ts';
import { verifyEnvironments } from '../../../../functions/domain/verification/verify-environments.ts';
import { ACCOUNTS } from '../accounts.ts';
import { KEY_SECRET, OTHER_KEY_SECRET, OTHER_TOKEN, TOKEN } from '../credential/samples.ts';
import { PRODUCTION } from '../evidence-builder.ts';
import { accountReply, DENIED, numbersPage } from '../twilio-replies.ts';
import type { Answering, FakePorts, SecretAnswer } from './fake-ports.ts';

const KEYS = {
  staging: `SK${'3a'.repeat(14)}0f1b`,
  production: `SK${'4b'.repeat(14)}1c2d`,
} as const;
/** Values that must appear nowhere. */
export const VALUES: readonly string[] = [TOKEN, OTHER_TOKEN, KEY_SECRET, OTHER_KEY_SECRET];

/** An environment of this name that is declared as its account is. */
export function declared(
  name: keyof typeof ACCOUNTS,
  credential: EnvironmentExpectation['credential'] = { kind: 'api-key' },
): EnvironmentExpectation {
  const { parentSid, ...account } = { ...PRODUCTION.account, sid: ACCOUNTS[name] };
  return { ...PRODUCTION, name, secret: { id: name }, account, credential };
}

export const DEVELOPMENT: EnvironmentExpectation = declared('development', { kind: 'auth-token' });
export const STAGING: EnvironmentExpectation = declared('staging', {
  kind: 'api-key',
  keyType: 'main',
});
export const PRODUCING: EnvironmentExpectation = declared('production');
export const THREE: Expectations = { environments: [DEVELOPMENT, STAGING, PRODUCING] };
export const AUDITED: Expectations = { ...THREE, auditor: { secret: { id: 'auditor' } } };

/** Secrets in which everything is right. */
export const SECRETS: Readonly<Record<string, SecretAnswer>> = {
  development: { accountSid: ACCOUNTS.development, authToken: TOKEN },
  staging: { accountSid: ACCOUNTS.staging, apiKeySid: KEYS.staging, apiKeySecret: KEY_SECRET },
  production: {
    accountSid: ACCOUNTS.production,
    apiKeySid: KEYS.production,
    apiKeySecret: OTHER_KEY_SECRET,
  },
  auditor: { accountSid: ACCOUNTS.parent, authToken: OTHER_TOKEN },
};

/** A Twilio in which everything is right: staging has a Main key, production a Standard one. */
export const answering: Answering = ({ path, credential: { username } }) => {
  const sid = /Accounts\/(AC\w{32})/.exec(path)?.[1] ?? '';
  if (path.includes('/IncomingPhoneNumbers')) return numbersPage(sid);
  return username === KEYS.production ? DENIED : accountReply(sid);
};

/** Verifies these environments, all of them unless some are named. */
export async function verify(
  expectations: Expectations,
  ports: FakePorts,
  changes: Partial<VerificationRequest> = {},
): Promise<Report> {
  const { signal } = new AbortController();
  const { environments } = expectations;
  return await verifyEnvironments(
    { expectations, environments, trigger: 'manual', signal, ...changes },
    ports,
  );
}

/** `GET` what, as whom: one word each, for comparison. */
export function questionsOf(asked: readonly TwilioQuestion[]): readonly string[] {
  return asked.map(({ product, path, credential: { username }, region }) => {
    const resource = path.includes('/IncomingPhoneNumbers') ? 'numbers' : 'account';
    const what = product === 'api' ? resource : 'whoami';
    const where = region === 'us1' ? '' : ` in ${region}`;
    return `${what} as ${username.slice(0, 2) === 'SK' ? 'key' : whose(username)}${where}`;
  });
}

function whose(sid: string): string {
  return Object.entries(ACCOUNTS).find(([, account]) => account === sid)?.[0] ?? 'nobody';
}
