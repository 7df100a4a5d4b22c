import { expect, it } from 'vitest';
import type { TextOptions } from '../../../../cli/rendering/outcome.ts';
import { renderText } from '../../../../cli/rendering/render-text.ts';
import type { Report } from '../../../../functions/domain/model/report.ts';
import { check, failing, OUTAGE, passing, REJECTED, report, undecided } from './reports.ts';

function full(given: Report, options: TextOptions = {}): string {
  return renderText(given, { ...options, verbose: true });
}

it('shows an inconclusive verdict that is allowed to open', () => {
  expect(full(report([undecided({ blocked: false })]))).toMatchInlineSnapshot(`
    "INCONCLUSIVE  production: the gate is open only because onInconclusive is "allow"
      Twilio answered 503 three times; the credential could not be verified
      How sure: proven (the evidence shows it). The cause is twilio.unavailable.

      What was seen
        - 3 attempts in 2.1 s, each answered 503.

      What to do
        1. Look at https://status.twilio.com.
        2. Retry the stage when Twilio is well again.
        Help: https://status.twilio.com

      Checks that did not pass
        INCONCLUSIVE credential.accepted: Twilio answered 503 three times
                     expected: Twilio authenticates the credential

      Other checks
        pass secret.readable: version 7c1d was read

      Credential
        secret production/twilio/credentials, version 9f1c (AWSCURRENT)
        account ACdfb5b35a454c6996821c13b13e6f33ed, API key SK0123456789abcdef0123456789abcdef
        3 Twilio requests

    run 1f2e3d4c-0000-4000-8000-000000000001 (pipeline), started 2026-11-22T03:00:00.000Z, took 412 ms
    "
  `);
});

it('shows a warning as a gate that is open', () => {
  const environment = passing({
    verdict: 'warn',
    checks: [
      check({
        id: 'credential.format',
        title: 'SIDs and secrets have the right form',
        status: 'warn',
        message: 'accountSid is in upper case, which Twilio never issues',
      }),
    ],
    diagnosis: {
      ...OUTAGE,
      cause: 'credential.malformed',
      summary: 'staging: accountSid is in upper case',
      evidence: [],
    },
  });
  expect(full(report([environment]))).toMatchInlineSnapshot(`
    "WARN  staging: the gate is open
      accountSid is in upper case
      How sure: proven (the evidence shows it). The cause is credential.malformed.

      What to do
        1. Look at https://status.twilio.com.
        2. Retry the stage when Twilio is well again.
        Help: https://status.twilio.com

      Checks that did not pass
        WARN credential.format: accountSid is in upper case, which Twilio never issues
             expected: SIDs and secrets have the right form

      Credential
        secret staging/twilio/credentials, version 7c1d (AWSCURRENT)
        account AC217072093cc9fec95faf7f0adf6a8d49, API key SK0123456789abcdef0123456789abcdef (main)
        2 Twilio requests: RQ01, RQ02

    run 1f2e3d4c-0000-4000-8000-000000000001 (pipeline), started 2026-11-22T03:00:00.000Z, took 412 ms
    "
  `);
});

it('shows several environments: what blocks first, a count on top', () => {
  const shadow = failing({
    name: 'development',
    mode: 'shadow',
    blocked: false,
    checks: [],
    diagnosis: { ...REJECTED, summary: 'development: the key was deleted', evidence: [] },
  });
  const text = full(
    report([passing(), shadow, undecided({ checks: [] })], { verdict: 'fail', durationMs: 2345 }),
  );
  expect(text).toMatchInlineSnapshot(`
    "FAIL  3 environments: 1 fail, 1 inconclusive, 1 pass, 1 BLOCKED

    INCONCLUSIVE  production: the gate is BLOCKED
      Twilio answered 503 three times; the credential could not be verified
      How sure: proven (the evidence shows it). The cause is twilio.unavailable.

      What was seen
        - 3 attempts in 2.1 s, each answered 503.

      What to do
        1. Look at https://status.twilio.com.
        2. Retry the stage when Twilio is well again.
        Help: https://status.twilio.com

      Credential
        secret production/twilio/credentials, version 9f1c (AWSCURRENT)
        account ACdfb5b35a454c6996821c13b13e6f33ed, API key SK0123456789abcdef0123456789abcdef
        3 Twilio requests

    FAIL  development: the gate is open only because of shadow mode; it would block
      the key was deleted
      How sure: likely (the best explanation of what was seen). The cause is probably
      credential.rejected.

      What to do
        1. Look for the key SK0123456789abcdef0123456789abcdef under API keys & tokens of the account
           ACdfb5b35a454c6996821c13b13e6f33ed.
        2. Create a new Standard key there, and store it as a new version of the secret:
           aws secretsmanager put-secret-value --secret-id production/twilio/credentials --secret-string file://credentials.json
        3. Ask the gate again:
           npx --no twilio-preflight verify --env production
        Help: https://www.twilio.com/docs/api/errors/20003

      Other explanations
        - the cause may be environment.wrong-account (possible)

      Credential
        secret production/twilio/credentials, version 9f1c (AWSCURRENT)
        account ACdfb5b35a454c6996821c13b13e6f33ed, API key SK0123456789abcdef0123456789abcdef
        2 Twilio requests: RQ01, RQ02

    PASS  staging: the gate is open
      secret staging/twilio/credentials, version 7c1d (AWSCURRENT)
      account AC217072093cc9fec95faf7f0adf6a8d49, API key SK0123456789abcdef0123456789abcdef (main)
      2 Twilio requests: RQ01, RQ02
      3 checks passed, 1 skipped
        skipped account.parent: a Standard key cannot read its account, and no auditor credential is
                configured

    run 1f2e3d4c-0000-4000-8000-000000000001 (pipeline), started 2026-11-22T03:00:00.000Z, took 2.3 s
    "
  `);
});

it('says that none is blocked', () => {
  const text = full(report([passing(), passing({ name: 'development' })]));
  expect(text).toMatch(/^PASS {2}2 environments: 2 pass, none blocked\n\nPASS {2}staging/);
});

it('says that nothing was verified', () => {
  expect(full(report([]))).toMatch(/^INCONCLUSIVE {2}no environment was verified\n\nrun /);
});
