import { type FunctionSettings, readFunctionSettings } from '../functions/config.ts';
import type { Io } from './io.ts';

/**
 * What the environment variables say, for composing. Alerts and the history are the deployed gate's: the
 * command line never sends one, and keeps nothing.
 */
export function readSettings(env: Io['env']): Pick<FunctionSettings, 'region' | 'twilioOrigin'> {
  const { region, twilioOrigin } = readFunctionSettings(env);
  return { region, twilioOrigin };
}
