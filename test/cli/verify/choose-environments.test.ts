import { expect, it } from 'vitest';
import { select } from '../../../cli/verify/choose-environments.ts';

it('refuses a configuration that declares no environment', () => {
  expect(() => select({ environments: [] }, [])).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: expect.stringMatching(
        /^The configuration declares no environment, only a fleet: .* twilio-preflight fleet\.$/,
      ),
    }),
  );
});
