import { expect, it } from 'vitest';
import { parseArguments } from '../../cli/arguments/parse-arguments.ts';
import { wantsColour } from '../../cli/io.ts';
import { VERIFY } from '../../cli/verify/verify-command.ts';
import { withVariables } from '../../cli/with-variables.ts';
import { recordedIo } from './recorded-io.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' };

it.each([
  ['nothing', [], {}],
  ['a Region', ['--region', 'eu-west-1'], { AWS_REGION: 'eu-west-1' }],
  [
    'a profile, which goes before keys in variables',
    ['--profile', 'ops'],
    {
      AWS_PROFILE: 'ops',
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_SESSION_TOKEN: undefined,
    },
  ],
])('sets for the AWS SDK what options say: %s', (_name, argv, expected) => {
  let variables: unknown;
  const { io } = recordedIo({
    env: KEYS,
    setVariables: (given) => {
      variables = given;
    },
  });
  const { env } = withVariables(parseArguments(argv, VERIFY), io);
  expect(variables).toEqual(expected);
  expect(env).toEqual({ ...KEYS, ...expected });
});

it('refuses colour that a variable forces', () => {
  const { io } = recordedIo({ env: { FORCE_COLOR: '1' }, isTerminal: true });
  const { stdout, env } = withVariables(parseArguments(['--no-color'], VERIFY), io);
  expect(wantsColour(stdout, env)).toBe(false);
});
