import { composeVerification } from '../../functions/compose.ts';
import { createLimiter } from '../../functions/domain/concurrency/limiter.ts';
import { withTimeLimit } from '../../functions/domain/concurrency/time-limit.ts';
import { parseCredential } from '../../functions/domain/credential/parse-credential.ts';
import type { CallOptions } from '../../functions/domain/model/ports.ts';
import {
  type AccountListing,
  accountListing,
  accountsQuestion,
} from '../../functions/domain/questions/account-list.ts';
import { basicCredential } from '../../functions/domain/questions/twilio-questions.ts';
import type { VerificationPorts } from '../../functions/domain/verification/verification.ts';
import type { Io } from '../io.ts';
import { withProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { requireSignIn } from '../sign-in.ts';
import { type Holding, holdingOf, holdingOfType } from './holding.ts';
import { createSecretListing, type SecretListing } from './ports/create-secret-listing.ts';

/** Where the answers come from that no person has to give. Nothing here gives a secret's value. */
export interface Sources {
  listSecrets(): Promise<SecretListing>;
  /** Of each secret: by its managed type; by the names of its fields where the value may be read. */
  holdingsOf(
    secretIds: readonly string[],
    options: { readonly reads: boolean },
  ): Promise<readonly (Holding | undefined)[]>;
  /** Reads the auditor's secret and asks Twilio as it. */
  listAccounts(auditorSecretId: string): Promise<AccountListing>;
}

/** For each: AWS answers in well under a second, a page of Twilio's in a few. */
const LONGEST_MS = 20_000;
const AT_ONCE = 5;

/**
 * AWS and Twilio, with the caller's own credentials. The first call needs a sign-in to AWS, and rejects
 * with `CommandError` where there is none; any rejects with `PreflightError` `out-of-time` after 20 s.
 */
export function openSources(io: Io): Sources {
  const settings = readSettings(io.env);
  let opened: Promise<VerificationPorts> | undefined;
  const open = (): Promise<VerificationPorts> => {
    const compose = io.services?.composeVerification ?? composeVerification;
    opened ??= requireSignIn(io).then(() => compose(settings)());
    return opened;
  };
  const ask = async <T>(
    what: string,
    work: (ports: VerificationPorts, options: CallOptions) => Promise<T>,
  ): Promise<T> => {
    const ports = await open();
    const limit = { clock: ports.clock, limitMs: LONGEST_MS, parent: io.signal, what };
    const answer = await withProgress(what, io, () =>
      withTimeLimit(limit, (signal) => work(ports, { signal })),
    );
    io.signal.throwIfAborted();
    return answer;
  };
  return {
    listSecrets: () =>
      ask('Listing the secrets', (_ports, options) =>
        (io.services?.createSecretListing ?? createSecretListing)(settings)(options),
      ),
    holdingsOf: async (secretIds, { reads }) => {
      if (secretIds.length === 0) return [];
      const limiter = createLimiter(AT_ONCE);
      return await ask('Looking up the secrets', (ports, options) =>
        Promise.all(
          secretIds.map((id) => limiter(() => readHolding(ports, id, { reads, ...options }))),
        ),
      );
    },
    listAccounts: (secretId) =>
      ask('Listing the accounts at Twilio', (ports, options) =>
        readAccounts(ports, secretId, options),
      ),
  };
}

async function readHolding(
  { secrets }: VerificationPorts,
  id: string,
  { reads, ...options }: CallOptions & { readonly reads: boolean },
): Promise<Holding | undefined> {
  const metadata = await secrets.describe({ id }, options);
  const managed = holdingOfType(metadata?.managedType);
  if (managed !== undefined || !reads) return managed;
  const reading = await secrets.read({ id }, 'AWSCURRENT', options);
  return reading.outcome === 'read' ? holdingOf(reading.payload) : undefined;
}

async function readAccounts(
  { secrets, twilio }: VerificationPorts,
  id: string,
  options: CallOptions,
): Promise<AccountListing> {
  const reading = await secrets.read({ id }, 'AWSCURRENT', options);
  if (reading.outcome === 'failed') return { accounts: [], problem: reading.message };
  const parse = parseCredential(reading.payload, { declaredKind: 'auth-token' });
  if (parse.outcome !== 'parsed' || parse.credential.kind === 'oauth-client') {
    return { accounts: [], problem: 'its secret holds no well-formed Auth Token or Main key' };
  }
  const credential = basicCredential(parse.credential);
  return accountListing(await twilio.ask(accountsQuestion(credential), options));
}
