import { OTHER_DECLARATIONS, type Scenario } from './scenario.ts';

/** An outage says nothing about a credential: shut, and not "rejected". */
export const twilioDown: Scenario = {
  name: 'twilio-down',
  title: 'Twilio answers every request with 503',
  story: ['Twilio has an outage. The credential is fine, but this cannot be verified right now.'],
  environment: 'production',
  arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 503 }),
  expected: {
    verdict: 'inconclusive',
    cause: 'twilio.unavailable',
    failureType: 'SystemUnavailable',
    says: ['server errors'],
    twilioRequests: 6,
    twilioAnswers: [503],
  },
};

/** Faults of what surrounds the credential: Twilio, the network, AWS. Last, a gate in shadow mode. */
export const OUTAGES: readonly Scenario[] = [
  twilioDown,
  // Too many requests on the account; the gate waits as long as Twilio asks, then answers with what it knows.
  {
    name: 'rate-limited',
    title: 'Twilio answers 429 Too Many Requests',
    story: [
      "A batch job uses up the account's request rate. Twilio asks to come back after a second.",
      'The gate does, twice, and is turned away again.',
    ],
    environment: 'production',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'rate-limit', retryAfterSeconds: 1 }),
    expected: {
      verdict: 'inconclusive',
      cause: 'twilio.rate-limited',
      failureType: 'SystemUnavailable',
      says: ['429'],
      twilioRequests: 6,
      twilioAnswers: [429],
    },
  },
  // The third attempt opens and nothing comes back within its 5 seconds.
  {
    name: 'slow-twilio',
    title: 'Connections to Twilio break, then hang',
    story: [
      'The network to Twilio is failing: two connections break, the third opens',
      'and nothing comes back. The gate allows 5 seconds an attempt, and three attempts.',
    ],
    environment: 'production',
    arrange: ({ twilio }) => {
      // Each question has its own faults, since two are asked at once and retried at random moments.
      for (const path of ['/IncomingPhoneNumbers', '/Accounts/AC[0-9a-f]+\\.json$']) {
        twilio.faults.add({ kind: 'reset', times: 2, match: { path } });
      }
      twilio.faults.add({ kind: 'hang' });
    },
    expected: {
      verdict: 'inconclusive',
      cause: 'twilio.unavailable',
      failureType: 'SystemUnavailable',
      says: ['no answer in time'],
      twilioRequests: 6,
      twilioAnswers: [null],
    },
  },
  // 200 OK, and not from Twilio: a resolved request proves nothing.
  {
    name: 'proxy-html',
    title: "A proxy answers in Twilio's place with an HTML page",
    story: [
      'A new proxy stands between the function and Twilio and answers 200 with its sign-in page.',
      'A check that only looks at the status would pass.',
    ],
    environment: 'production',
    arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 200 }),
    expected: {
      verdict: 'inconclusive',
      cause: 'twilio.unexpected-response',
      failureType: 'SystemUnavailable',
      says: ['HTML page'],
      twilioRequests: 2,
      twilioAnswers: [200],
    },
  },
  // Secrets Manager keeps a deleted secret for 30 days, but does not return its value.
  {
    name: 'secret-deleted',
    title: 'The secret is scheduled for deletion',
    story: ["A clean-up deleted production's secret. It can still be restored."],
    environment: 'production',
    arrange: ({ aws, example }) => {
      aws.secrets.scheduleDeletion(example.environment('production').secretId);
    },
    expected: {
      verdict: 'fail',
      cause: 'secret.pending-deletion',
      failureType: 'ConfigurationError',
      says: ['scheduled for deletion', 'restore-secret'],
      twilioRequests: 0,
      twilioAnswers: [],
    },
  },
  // A policy keeps the function from the secret.
  {
    name: 'access-denied',
    title: 'IAM denies reading the secret',
    story: ["A new policy on production's secret shuts the gate function out."],
    environment: 'production',
    arrange: ({ aws, example }) => {
      const { secretId } = example.environment('production');
      aws.secrets.access.deny({ denial: 'access', secretId });
    },
    expected: {
      verdict: 'fail',
      cause: 'secret.access-denied',
      failureType: 'PermissionError',
      says: ['denied by IAM', 'GetSecretValue'],
      twilioRequests: 0,
      twilioAnswers: [],
    },
  },
  // AWS's own outage, distinguished from Twilio's and from a missing secret.
  {
    name: 'secrets-manager-down',
    title: 'Secrets Manager answers with internal errors',
    story: ['Secrets Manager has an outage in the Region: no secret can be read.'],
    environment: 'production',
    arrange: ({ aws }) => aws.faults.add({ service: 'secretsmanager', kind: 'server-error' }),
    expected: {
      verdict: 'inconclusive',
      cause: 'aws.unavailable',
      failureType: 'SystemUnavailable',
      says: ['Secrets Manager gave no usable answer'],
      twilioRequests: 0,
      twilioAnswers: [],
    },
  },
  // The pipeline is answered first: an alert that cannot be sent neither delays nor opens the gate.
  {
    name: 'sns-down',
    title: 'The stale key again, while SNS takes no alert',
    story: [
      "Production's secret holds the old API key, as in stale-key,",
      'and SNS denies the function its topic. The pipeline still gets the answer.',
    ],
    environment: 'production',
    arrange: ({ aws, example }) => {
      const production = example.environment('production');
      production.putSecret({ value: production.staleFields() });
      for (const { arn } of aws.notifications.topics()) aws.notifications.denyPublish(arn);
    },
    expected: {
      verdict: 'fail',
      cause: 'credential.stale-version',
      failureType: 'JobFailed',
      says: ['AWSCURRENT is rejected'],
      twilioRequests: 4,
      twilioAnswers: [200, 401],
      isAlerted: false,
    },
  },
  // How to introduce the gate: it judges and alerts, and lets the release through.
  {
    name: 'shadow-mode',
    title: 'A stale Auth Token, with the gate in shadow mode',
    story: [
      'Development declares "mode": "shadow": judge, report and alert, but never block.',
      'Its secret holds an Auth Token that was rotated away.',
    ],
    environment: 'development',
    declared: OTHER_DECLARATIONS,
    arrange: ({ example }) => {
      const development = example.environment('development');
      development.putSecret({ value: development.staleFields() });
    },
    expected: {
      verdict: 'fail',
      cause: 'credential.stale-version',
      says: ['shadow', 'AWSCURRENT is rejected'],
      twilioRequests: 3,
      twilioAnswers: [200, 401],
    },
  },
];
