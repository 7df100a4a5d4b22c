import type {
  CheckReport,
  Diagnosis,
  EnvironmentReport,
  Report,
} from '../../../../functions/domain/model/report.ts';
import type { AlertRun } from '../../../../functions/domain/rendering/email-sms.ts';

export const RUN_ID = '1f2e3d4c-0000-4000-8000-000000000001';
/** The run that the alerts of these reports tell of. */
export const ALERT_RUN: AlertRun = {
  runId: RUN_ID,
  startedAt: '2026-11-22T04:00:00.000Z',
  trigger: 'pipeline',
  origin: { pipeline: 'web-app', executionId: 'e-1' },
};
export const STAGING_SID = 'AC217072093cc9fec95faf7f0adf6a8d49';
const PRODUCTION_SID = 'ACdfb5b35a454c6996821c13b13e6f33ed';
export const KEY_SID: string = `SK${'0123456789abcdef'.repeat(2)}`;

/** A check that passed; every field can be replaced. */
export function check(changes: Partial<CheckReport> & Pick<CheckReport, 'id'>): CheckReport {
  return {
    title: 'It is as it should be',
    tier: 'live',
    status: 'pass',
    message: 'as declared',
    durationMs: 0,
    ...changes,
  };
}

const READ = check({ id: 'secret.readable', tier: 'offline', message: 'version 7c1d was read' });
const FORMAT = check({
  id: 'credential.format',
  tier: 'offline',
  message: 'SIDs and secret are well formed',
});
const PARENT_SKIPPED = check({
  id: 'account.parent',
  status: 'skipped',
  message: 'a Standard key cannot read its account, and no auditor credential is configured',
});

export const REJECTED_CHECK: CheckReport = check({
  id: 'credential.accepted',
  title: 'Twilio authenticates the credential',
  status: 'fail',
  message: 'Twilio answered 401 with code 20003',
  expected: `200 with the phone numbers of ${PRODUCTION_SID}`,
  found: '401, code 20003 (Authenticate)',
  durationMs: 120,
});

export const REJECTED: Diagnosis = {
  cause: 'credential.rejected',
  confidence: 'likely',
  summary: `production: Twilio rejects the API key ${KEY_SID} (20003): wrong secret, or the key was deleted`,
  evidence: [
    `GET https://api.twilio.com/2010-04-01/Accounts/${PRODUCTION_SID}/IncomingPhoneNumbers.json?PageSize=1 answered 401 with code 20003 (Authenticate).`,
    'The fields of the secret are well formed.',
  ],
  remediation: [
    {
      text: `Look for the key ${KEY_SID} under API keys & tokens of the account ${PRODUCTION_SID}.`,
    },
    {
      text: 'Create a new Standard key there, and store it as a new version of the secret:',
      command: `aws secretsmanager put-secret-value --secret-id production/twilio/credentials --secret-string file://credentials.json`,
    },
    {
      text: 'Ask the gate again:',
      command: `npx --no twilio-preflight verify --env production`,
    },
  ],
  helpUrl: 'https://www.twilio.com/docs/api/errors/20003',
  alternatives: [{ cause: 'environment.wrong-account', confidence: 'possible' }],
};

export const OUTAGE: Diagnosis = {
  cause: 'twilio.unavailable',
  confidence: 'proven',
  summary: 'production: Twilio answered 503 three times; the credential could not be verified',
  evidence: ['3 attempts in 2.1 s, each answered 503.'],
  remediation: [
    { text: 'Look at https://status.twilio.com.' },
    { text: 'Retry the stage when Twilio is well again.' },
  ],
  helpUrl: 'https://status.twilio.com',
  alternatives: [],
};

/** Staging, which passes. */
export function passing(changes: Partial<EnvironmentReport> = {}): EnvironmentReport {
  return {
    name: 'staging',
    mode: 'enforce',
    verdict: 'pass',
    blocked: false,
    credential: {
      kind: 'api-key',
      accountSid: STAGING_SID,
      apiKeySid: KEY_SID,
      keyType: 'main',
      secretId: 'staging/twilio/credentials',
      versionId: '7c1d',
      versionStage: 'AWSCURRENT',
    },
    checks: [READ, FORMAT, check({ id: 'credential.accepted' }), PARENT_SKIPPED],
    twilioRequests: 2,
    twilioRequestIds: ['RQ01', 'RQ02'],
    ...changes,
  };
}

/** Production, whose API key Twilio rejects. */
export function failing(changes: Partial<EnvironmentReport> = {}): EnvironmentReport {
  return passing({
    name: 'production',
    verdict: 'fail',
    blocked: true,
    credential: {
      kind: 'api-key',
      accountSid: PRODUCTION_SID,
      apiKeySid: KEY_SID,
      secretId: 'production/twilio/credentials',
      versionId: '9f1c',
      versionStage: 'AWSCURRENT',
    },
    checks: [READ, FORMAT, REJECTED_CHECK, PARENT_SKIPPED],
    diagnosis: REJECTED,
    ...changes,
  });
}

/** Production, while Twilio is down. */
export function undecided(changes: Partial<EnvironmentReport> = {}): EnvironmentReport {
  return failing({
    verdict: 'inconclusive',
    diagnosis: OUTAGE,
    checks: [
      READ,
      check({
        id: 'credential.accepted',
        title: 'Twilio authenticates the credential',
        status: 'inconclusive',
        message: 'Twilio answered 503 three times',
      }),
    ],
    twilioRequests: 3,
    twilioRequestIds: [],
    ...changes,
  });
}

/** A report of these environments; the verdict is that of the first unless it is given. */
export function report(
  environments: readonly EnvironmentReport[],
  changes: Partial<Report> = {},
): Report {
  return {
    schemaVersion: 1,
    runId: RUN_ID,
    trigger: 'pipeline',
    startedAt: '2026-11-22T03:00:00.000Z',
    durationMs: 412,
    verdict: environments[0]?.verdict ?? 'inconclusive',
    environments,
    ...changes,
  };
}
