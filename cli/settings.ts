import type { FunctionSettings } from '../functions/config.ts';
import { ENVIRONMENT_VARIABLES } from '../functions/contract.ts';
import type { Io } from './io.ts';

/**
 * What the environment variables say, for composing. Empty counts as unset. Alerts and the
 * history are the deployed gate's: the command line never sends one, and keeps nothing.
 */
export function readSettings(env: Io['env']): FunctionSettings {
  const present = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  return {
    region: present('AWS_REGION') ?? present('AWS_DEFAULT_REGION'),
    twilioOrigin: present(ENVIRONMENT_VARIABLES.twilioOrigin),
    alertTopicArn: undefined,
  };
}
