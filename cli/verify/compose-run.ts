import { composeVerification } from '../../functions/compose.ts';
import type { Expectations } from '../../functions/domain/model/expectation.ts';
import type { VerificationPorts } from '../../functions/domain/verification/verification.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import type { Io } from '../io.ts';
import type { LocalSecret } from '../local-secret/local-secret.ts';
import { readSettings } from '../settings.ts';
import { requireSignIn } from '../sign-in.ts';

/** What one verification works with, and what the person should know about it. */
export interface ComposedRun {
  readonly ports: VerificationPorts;
  readonly expectations: Expectations;
  readonly notes: readonly string[];
}

/** Makes the ports of a run: Secrets Manager with the caller's credentials, or one secret from elsewhere. */
export async function composeRun(
  expectations: Expectations,
  local: LocalSecret | undefined,
  io: Io,
): Promise<ComposedRun> {
  const settings = readSettings(io.env);
  const compose = io.services?.composeVerification ?? composeVerification;
  const notes =
    settings.twilioOrigin === undefined
      ? []
      : [`note: Twilio is replaced by ${shownArgument(settings.twilioOrigin)}.`];
  if (local === undefined) {
    await requireSignIn(io);
    return { ports: compose(settings)(), expectations, notes };
  }
  return {
    ports: compose(settings, local.secrets)(),
    // Without the auditor: its secret is in Secrets Manager, which is not asked.
    expectations: { environments: expectations.environments },
    notes: [...notes, ...local.notes],
  };
}
