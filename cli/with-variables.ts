import type { Arguments } from './arguments/option.ts';
import { OPTIONS } from './arguments/options.ts';
import type { Io } from './io.ts';

type Variables = Record<string, string | undefined>;

/**
 * The surroundings of a command with `--region`, `--profile` and `--no-color` as the variables that they
 * stand for, so that each is read in one place. Those of AWS are set for the process too: the AWS SDK reads
 * them there. As in the AWS CLI a profile that is named goes before credentials in variables.
 */
export function withVariables(given: Arguments, io: Io): Io {
  const aws: Variables = {};
  const region = given.value(OPTIONS.region);
  if (region !== undefined) aws['AWS_REGION'] = region;
  const profile = given.value(OPTIONS.profile);
  if (profile !== undefined) {
    aws['AWS_PROFILE'] = profile;
    for (const name of ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN']) {
      aws[`AWS_${name}`] = undefined;
    }
  }
  io.setVariables(aws);
  const colour = given.has(OPTIONS.noColor) ? { NO_COLOR: '1', FORCE_COLOR: '0' } : {};
  return { ...io, env: { ...io.env, ...aws, ...colour } };
}
