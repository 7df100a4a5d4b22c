import { withTimeLimit } from '../functions/domain/concurrency/time-limit.ts';
import { sameSid } from '../functions/domain/credential/same-sid.ts';
import { answerMeaning, isForProfile } from '../functions/domain/facts/answers.ts';
import type { TwilioRegion } from '../functions/domain/model/expectation.ts';
import type { Clock } from '../functions/domain/model/ports.ts';
import { PreflightError } from '../functions/domain/model/preflight-error.ts';
import type {
  TwilioApi,
  TwilioQuestion,
  TwilioReply,
} from '../functions/domain/model/twilio-api.ts';
import {
  identify,
  type Trial,
  tryCredential,
} from '../functions/domain/questions/further/try-credential.ts';
import type { Variables } from './credentials.ts';
import type { ApplicationCredential } from './parse-credentials.ts';

/** All questions about a credential, retries included. */
const LIMIT_MS = 10_000;

const REGIONS: readonly TwilioRegion[] = ['us1', 'ie1', 'au1'];

/** The Region of TWILIO_REGION, as in Twilio's SDK; throws {@link PreflightError} `config.invalid` for any other. */
export function twilioRegionIn({ TWILIO_REGION: given }: Variables): TwilioRegion {
  if (!given) return 'us1';
  const region = REGIONS.find((one) => one === given);
  if (region !== undefined) return region;
  throw new PreflightError(
    `TWILIO_REGION is no Region of Twilio. Allowed: ${REGIONS.join(', ')}; unset it for us1.`,
    { code: 'config.invalid', fault: 'operator' },
  );
}

/** What Twilio says of a credential. */
export type CredentialProof =
  | { readonly outcome: 'accepted' }
  /** Twilio knows the pair, as one for tests. */
  | { readonly outcome: 'test-credentials'; readonly by: TwilioReply }
  | {
      readonly outcome: 'rejected';
      readonly by: TwilioReply;
      /** The account that it belongs to, where Twilio names another. */
      readonly otherAccount?: string | undefined;
    }
  /** An answer that says nothing for or against the credential. */
  | { readonly outcome: 'undecided' };

export interface ProofPorts {
  readonly twilio: TwilioApi;
  readonly clock: Clock;
}

/**
 * Asks Twilio the question by which the gate tries a credential and, only where it is rejected, whose it is.
 * Ends within some 10 seconds.
 */
export async function proveCredential(
  credential: ApplicationCredential,
  region: TwilioRegion,
  { twilio, clock }: ProofPorts,
): Promise<CredentialProof> {
  const deadlineMs = clock.monotonicMs() + LIMIT_MS;
  return await withTimeLimit({ clock, limitMs: LIMIT_MS, what: 'Twilio' }, async (signal) => {
    const ask = (question: TwilioQuestion): Promise<TwilioReply> =>
      twilio.ask(question, { signal, deadlineMs });
    const trial = { credential, accountSid: credential.accountSid, region, ask };
    const tried = await tryCredential(trial);
    if (tried.kind === 'accepted') return { outcome: 'accepted' };
    return tried.kind === 'refused' ? await judgeRefusal(tried.reply, trial) : UNDECIDED;
  });
}

const UNDECIDED: CredentialProof = { outcome: 'undecided' };

/** A 20003 may be about the request alone: then Twilio's text says so, or it names the account of the credential. */
async function judgeRefusal(by: TwilioReply, trial: Trial): Promise<CredentialProof> {
  if (answerMeaning(by) === 'test-credentials') return { outcome: 'test-credentials', by };
  if (answerMeaning(by) !== 'rejected') return { outcome: 'rejected', by };
  if (isForProfile(by)) return { outcome: 'accepted' };
  const owner = await identify(trial);
  if (owner.kind !== 'accepted') return { outcome: 'rejected', by };
  return sameSid(owner.accountSid, trial.accountSid)
    ? { outcome: 'accepted' }
    : { outcome: 'rejected', by, otherAccount: owner.accountSid };
}

/** Status and code of Twilio's refusal; never its text. */
export function describeRefusal(by: TwilioReply): string {
  return by.kind === 'refusal' ? `HTTP ${by.status}, code ${by.code}` : 'no refusal';
}
