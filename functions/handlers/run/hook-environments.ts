import { ENVIRONMENT_VARIABLES } from '../../contract.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { Invocation } from './invocation.ts';

/**
 * The environments that a hook stands for, since its caller names none. Whether they are declared is
 * not asked here. Throws {@link PreflightError} `config.invalid` where the function was told none: a
 * hook that guesses would open for an environment nobody meant.
 */
export function hookEnvironments({ gate }: Invocation): readonly string[] {
  const { environments = [], configuration } = gate();
  if (environments.length > 0) return environments;
  const declared = configuration.environments.map(({ name }) => name).join(', ');
  throw new PreflightError(
    `${ENVIRONMENT_VARIABLES.environments} names no environment. Allowed: names separated by commas. Declared environments: ${declared}.`,
    { code: 'config.invalid', fault: 'operator' },
  );
}
