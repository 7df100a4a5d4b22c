import type { composeVerification } from '../functions/compose.ts';
import type { composeFleetRuns } from '../functions/compose-fleet-runs.ts';
import type { Clock } from '../functions/domain/model/ports.ts';
import type { functionTopics } from './doctor/function-topics.ts';
import type { composeDoctor } from './doctor/ports/compose-doctor.ts';
import type { createSecretListing } from './init/ports/create-secret-listing.ts';
import type { terminalPrompts } from './init/ports/terminal-prompts.ts';
import type { invokeGate } from './invoke/gate-client.ts';
import type { askCallerArn, signIn } from './sign-in.ts';

/** What the commands reach outside their process; each command loads what it needs where none is given. */
export interface Services {
  readonly composeVerification?: typeof composeVerification | undefined;
  readonly composeDoctor?: typeof composeDoctor | undefined;
  readonly invokeGate?: typeof invokeGate | undefined;
  readonly composeFleetRuns?: typeof composeFleetRuns | undefined;
  readonly functionTopics?: typeof functionTopics | undefined;
  readonly createSecretListing?: typeof createSecretListing | undefined;
  readonly terminalPrompts?: typeof terminalPrompts | undefined;
  readonly signIn?: typeof signIn | undefined;
  /** Whose credentials are in use. */
  readonly askCallerArn?: typeof askCallerArn | undefined;
  /** Bounds the calls of Lambda; default: the system's. */
  readonly clock?: Clock | undefined;
}
