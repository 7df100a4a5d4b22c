import { selectEnvironments } from '../../configuration/select-environments.ts';
import { ENVIRONMENT_VARIABLES } from '../../contract.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import type { EnvironmentExpectation } from '../../domain/model/expectation.ts';
import type { VersionStage } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { VerificationRequest } from '../../domain/verification/verification.ts';
import {
  type Investigation,
  investigateEnvironments,
} from '../../domain/verification/verify-environments.ts';
import { type Invocation, msUntil } from './invocation.ts';

/** What is to be verified; the names are those of the configuration, or are refused. */
export interface Subject {
  /** Empty: every declared environment. */
  readonly names: readonly string[];
  readonly versionStage?: VersionStage | undefined;
}

/**
 * The declared environments of those names. Throws {@link PreflightError} `config.unknown-environment`,
 * naming those there are, and `config.invalid`.
 */
export function selectDeclared(
  names: readonly string[],
  { gate }: Pick<Invocation, 'gate'>,
): readonly EnvironmentExpectation[] {
  const selection = selectEnvironments(gate().configuration, names);
  if (selection.ok) return selection.environments;
  throw new PreflightError(selection.message, {
    code: 'config.unknown-environment',
    fault: 'operator',
  });
}

/** Verifies within the invocation's time. The evidence beside the report is for the metrics only. */
export async function verify(
  request: Omit<VerificationRequest, 'expectations' | 'signal' | 'defaultRegion'>,
  invocation: Invocation,
): Promise<Investigation> {
  const {
    configuration: expectations,
    region: defaultRegion,
    verificationPorts,
  } = invocation.gate();
  const limitMs = msUntil('verificationMs', invocation);
  return await withTimeLimit({ clock: invocation.base.clock, limitMs }, (signal) =>
    investigateEnvironments(
      { ...request, expectations, defaultRegion, signal },
      verificationPorts(),
    ),
  );
}

/**
 * The environments that a hook stands for, since its caller names none. Whether they are declared is
 * not asked here. Throws {@link PreflightError} `config.invalid` where the variable names none: a hook
 * that guesses would open for an environment that is not meant.
 */
export function hookEnvironments({ gate }: Pick<Invocation, 'gate'>): readonly string[] {
  const { environments = [], configuration } = gate();
  if (environments.length > 0) return environments;
  const declared = configuration.environments.map(({ name }) => name).join(', ');
  throw new PreflightError(
    `${ENVIRONMENT_VARIABLES.environments} names no environment. Allowed: names separated by commas. Declared environments: ${declared}.`,
    { code: 'config.invalid', fault: 'operator' },
  );
}
