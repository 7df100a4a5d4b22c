import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import type { TextOptions } from '../../../cli/rendering/outcome.ts';
import { renderText } from '../../../cli/rendering/render-text.ts';
import type { Report } from '../../../functions/domain/model/report.ts';
import { failing, passing, REJECTED, report } from '../../functions/domain/rendering/reports.ts';

function full(given: Report, options: TextOptions = {}): string {
  return renderText(given, { ...options, verbose: true });
}

it('shows a pass in a few lines', () => {
  expect(full(report([passing()]))).toMatchInlineSnapshot(`
    "PASS  staging: the gate is open
      secret staging/twilio/credentials, version 7c1d (AWSCURRENT)
      account AC217072093cc9fec95faf7f0adf6a8d49, API key SK0123456789abcdef0123456789abcdef (main)
      2 Twilio requests: RQ01, RQ02
      3 checks passed, 1 skipped
        skipped account.parent: a Standard key cannot read its account, and no auditor credential is
                configured

    run 1f2e3d4c-0000-4000-8000-000000000001 (pipeline), started 2026-11-22T03:00:00.000Z, took 412 ms
    "
  `);
});

it('shows a fail with its cause, what to do, and the checks', () => {
  expect(full(report([failing()]))).toMatchInlineSnapshot(`
    "FAIL  production: the gate is BLOCKED
      Twilio rejects the API key SK0123456789abcdef0123456789abcdef (20003): wrong secret, or the key
      was deleted
      How sure: likely (the best explanation of what was seen). The cause is probably
      credential.rejected.

      What was seen
        - GET https://api.twilio.com/2010-04-01/Accounts/ACdfb5b35a454c6996821c13b13e6f33ed/IncomingPhoneNumbers.json?PageSize=1
          answered 401 with code 20003 (Authenticate).
        - The fields of the secret are well formed.

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

      Checks that did not pass
        FAIL credential.accepted: Twilio answered 401 with code 20003
             expected: 200 with the phone numbers of ACdfb5b35a454c6996821c13b13e6f33ed
             found: 401, code 20003 (Authenticate)

      Other checks
        pass    secret.readable: version 7c1d was read
        pass    credential.format: SIDs and secret are well formed
        skipped account.parent: a Standard key cannot read its account, and no auditor credential is
                configured

      Credential
        secret production/twilio/credentials, version 9f1c (AWSCURRENT)
        account ACdfb5b35a454c6996821c13b13e6f33ed, API key SK0123456789abcdef0123456789abcdef
        2 Twilio requests: RQ01, RQ02

    run 1f2e3d4c-0000-4000-8000-000000000001 (pipeline), started 2026-11-22T03:00:00.000Z, took 412 ms
    "
  `);
});

it('says that a proven cause is the cause', () => {
  const diagnosis = {
    ...REJECTED,
    confidence: 'proven',
    cause: 'environment.wrong-account',
    summary: 'production: the credential belongs to staging',
    evidence: [],
    remediation: [],
    alternatives: [],
    helpUrl: '',
  } as const;
  const text = full(report([failing({ diagnosis, checks: [], twilioRequests: 1 })]));
  expect(text).toMatchInlineSnapshot(`
    "FAIL  production: the gate is BLOCKED
      the credential belongs to staging
      How sure: proven (the evidence shows it). The cause is environment.wrong-account.

      What to do
        - No step is known for this. The checks say what was expected and what was found.

      Credential
        secret production/twilio/credentials, version 9f1c (AWSCURRENT)
        account ACdfb5b35a454c6996821c13b13e6f33ed, API key SK0123456789abcdef0123456789abcdef
        1 Twilio request: RQ01, RQ02

    run 1f2e3d4c-0000-4000-8000-000000000001 (pipeline), started 2026-11-22T03:00:00.000Z, took 412 ms
    "
  `);
});

it('colours words only when asked to, and says the same', () => {
  const coloured = full(report([failing()]), { colour: true });
  expect(coloured).toContain('\u001b[1;31mFAIL\u001b[0m  production: the gate is BLOCKED');
  expect(stripVTControlCharacters(coloured)).toBe(full(report([failing()])));
});

it('wraps at 100 columns, but never a command or a URL', () => {
  const message = 'many words '.repeat(40);
  const command = `aws secretsmanager put-secret-value --secret-string ${'x'.repeat(120)} --end`;
  const diagnosis = { ...REJECTED, evidence: [message], remediation: [{ text: message, command }] };
  const lines = full(report([failing({ diagnosis })])).split('\n');
  expect(lines.filter((line) => line.length > 100)).toEqual([`       ${command}`]);
});

it('keeps the lines of a command that goes over several', () => {
  const command = 'aws sts get-caller-identity \\\n  --output json';
  const diagnosis = { ...REJECTED, remediation: [{ text: 'Look who you are:', command }] };
  expect(full(report([failing({ diagnosis })]))).toContain(
    '    1. Look who you are:\n       aws sts get-caller-identity \\\n         --output json\n',
  );
});

it.each([
  [
    'an Auth Token',
    { kind: 'auth-token', secretId: 's', versionId: 'v', accountSid: 'AC1' },
    'secret s, version v (AWSCURRENT)\n  account AC1, Auth Token',
  ],
  [
    'a secret that could not be read',
    { kind: 'test', secretId: 's' },
    'secret s, AWSCURRENT not read\n  account not known, test credentials',
  ],
  ['an environment that is not declared', { kind: 'api-key', secretId: '' }, 'none was read'],
] as const)('names %s', (_name, credential, text) => {
  const environment = passing({ credential: { versionStage: 'AWSCURRENT', ...credential } });
  expect(full(report([environment]))).toContain(`  ${text}\n`);
});
